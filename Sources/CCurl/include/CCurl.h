#ifndef VOICE_AGENT_CCURL_H
#define VOICE_AGENT_CCURL_H
#include <curl/curl.h>
#endif
