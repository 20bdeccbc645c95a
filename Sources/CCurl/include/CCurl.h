#ifndef VOICE_AGENT_CCURL_H
#define VOICE_AGENT_CCURL_H
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function per type of argument.

typedef size_t (*ccurl_data_function)(char *data, size_t size, size_t count, void *context);
typedef curl_socket_t (*ccurl_socket_function)(void *context, curlsocktype purpose, struct curl_sockaddr *address);
typedef int (*ccurl_progress_function)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);

CURLcode ccurl_set_number(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_head_function(CURL *handle, ccurl_data_function function, void *context);
CURLcode ccurl_set_body_function(CURL *handle, ccurl_data_function function, void *context);
CURLcode ccurl_set_socket_function(CURL *handle, ccurl_socket_function function, void *context);
CURLcode ccurl_set_progress_function(CURL *handle, ccurl_progress_function function, void *context);
// Microseconds until the connection stood; 0 when it never did.
curl_off_t ccurl_connect_time(CURL *handle);

#endif
