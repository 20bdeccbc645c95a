'use strict';
(() => {
  const PAGE_SIZE = 50;
  const REFRESH_MS = 10000;
  const RENEW_BEFORE_MS = 120000;
  const BUSY_OUTCOME = 'busy';

  const setupElement = document.getElementById('setup');
  const setup = JSON.parse(setupElement.textContent);
  setupElement.remove();
  const texts = setup.texts;
  const api = new URL('../api/v1/', location.href);
  const locale = setup.language === 'en' ? 'en-GB' : 'ru-RU';
  const list = document.getElementById('calls');
  const rows = new Map();
  let bearer = setup.bearer;
  let expiresAt = Date.parse(setup.expiresAt);
  let isOver = false;
  let next = null;

  // Everything a caller or the portal says is put in as text, never as markup.
  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = text;
    return made;
  };
  const label = (family, name) => texts[family + name.charAt(0).toUpperCase() + name.slice(1)] || name;
  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const pad = (number) => String(number).padStart(2, '0');
    const hours = Math.floor(whole / 3600);
    const rest = `${pad(whole % 60)}`;
    return hours ? `${hours}:${pad(Math.floor(whole / 60) % 60)}:${rest}` : `${Math.floor(whole / 60)}:${rest}`;
  };
  // The company's zone, as in the texts in the portal, whatever zone this computer is in; its name stands beside the title.
  const inZone = (options) => {
    try {
      return new Intl.DateTimeFormat(locale, { ...options, timeZone: setup.zone });
    } catch {
      return new Intl.DateTimeFormat(locale, options);
    }
  };
  const moments = inZone({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const moment = (text) => moments.format(new Date(text));
  const zoneName = inZone({ timeZoneName: 'short' }).formatToParts(new Date()).find((part) => part.type === 'timeZoneName');
  document.getElementById('zone').textContent = zoneName ? zoneName.value : '';

  const trouble = (text) => {
    const box = document.getElementById('trouble');
    box.textContent = text || '';
    box.hidden = !text;
  };

  const request = async (path, options) => {
    const response = await fetch(new URL(path, api), { ...options, headers: { Authorization: `Bearer ${bearer}` }, cache: 'no-store', credentials: 'omit' });
    if (response.status === 401 || response.status === 403) {
      isOver = true;
      throw new Error(texts.sessionOver);
    }
    if (!response.ok) throw new Error(texts.serverTrouble);
    return response.json();
  };
  const renew = async () => {
    if (expiresAt - Date.now() > RENEW_BEFORE_MS) return;
    const fresh = await request('session', { method: 'POST' });
    bearer = fresh.bearer;
    expiresAt = Date.parse(fresh.expiresAt);
  };

  const outcome = (call) => {
    if (call.outcome) return { text: label('outcome', call.outcome), tone: texts[`tone_${call.outcome}`] || '' };
    if (call.stage === 'missed') return { text: texts.stageMissed, tone: 'bad' };
    return { text: label('stage', call.stage), tone: call.isFinal ? '' : BUSY_OUTCOME };
  };

  const fillRow = (row, call) => {
    row.replaceChildren();
    const shown = outcome(call);
    row.append(
      element('span', 'time', moment(call.startedAt || call.createdAt)),
      element('span', 'phone', call.phone || texts.phoneHidden),
      element('span', '', label('direction', call.direction)));
    const cell = element('span', 'outcome');
    cell.append(element('span', `chip ${shown.tone}`, shown.text));
    row.append(cell, element('span', 'length', call.duration === undefined || call.duration === null ? '' : clock(call.duration)), element('span', 'mark', '›'));
  };

  const player = (entry, id) => {
    const audio = element('audio');
    audio.controls = true;
    audio.preload = 'metadata';
    audio.src = new URL(entry.recordingUrl, api);
    let hasRetried = false;
    audio.addEventListener('playing', () => { hasRetried = false; });
    // The address works for a while only: a fresh one continues where it stopped.
    audio.addEventListener('error', async () => {
      if (hasRetried) {
        trouble(texts.recordingTrouble);
        return;
      }
      hasRetried = true;
      const at = audio.currentTime;
      try {
        await renew();
        const fresh = await request(`calls/${id}`);
        if (!fresh.recordingUrl) return;
        audio.src = new URL(fresh.recordingUrl, api);
        audio.currentTime = at;
        audio.play().catch(() => {});
      } catch (error) {
        trouble(error.message);
      }
    });
    return audio;
  };

  const citations = (indices, transcript, go) => {
    const span = element('span');
    for (const index of indices) {
      const said = transcript[index];
      if (!said) continue;
      const button = element('button', 'cite', clock(said.start));
      button.type = 'button';
      button.addEventListener('click', () => go(index));
      span.append(' ', button);
    }
    return span;
  };

  const facts = (entry, go) => {
    const analysis = entry.analysis;
    const box = element('div');
    if (analysis.slots.length) {
      box.append(element('h2', '', texts.factsTitle));
      const facts = element('dl');
      for (const slot of analysis.slots) {
        const value = element('dd', '', slot.value);
        value.append(citations([slot.utterance], entry.transcript, go));
        facts.append(element('dt', '', label('slot', slot.name)), value);
      }
      box.append(facts);
    }
    if (analysis.objections.length) {
      box.append(element('h2', '', texts.objectionsTitle));
      const items = element('ul');
      for (const objection of analysis.objections) {
        const item = element('li', '', `${label('objection', objection.kind)}: «${objection.quote}»${objection.answered ? '' : `, ${texts.unanswered}`}`);
        item.append(citations([objection.utterance], entry.transcript, go));
        items.append(item);
      }
      box.append(items);
    }
    return box;
  };

  const summary = (entry, go) => {
    const analysis = entry.analysis;
    const box = element('div');
    box.append(element('h2', '', texts.summaryTitle));
    for (const claim of analysis.summary) {
      const line = element('p', '', claim.text);
      line.append(citations(claim.utterances, entry.transcript, go));
      box.append(line);
    }
    if (analysis.nextStep) box.append(element('h2', '', texts.nextStepTitle), element('p', '', analysis.nextStep));
    box.append(element('p', 'soft', analysis.analyst === 'rules' ? texts.analystRules : `${texts.analystModel} ${analysis.analyst}`));
    return box;
  };

  const transcript = (entry, audio) => {
    const box = element('div');
    const lines = entry.transcript.map((said) => {
      const line = element('div', `utterance ${said.side}`);
      const at = element('button', 'at', clock(said.start));
      at.type = 'button';
      at.disabled = !audio;
      at.addEventListener('click', () => {
        audio.currentTime = said.start;
        audio.play().catch(() => {});
      });
      line.append(at, element('span', 'side', label('side', said.side)), element('span', 'words', said.text));
      return line;
    });
    box.append(element('h2', '', texts.transcriptTitle), ...lines);
    const go = (index) => {
      lines.forEach((line, at) => line.classList.toggle('cited', at === index));
      lines[index].scrollIntoView({ block: 'center', behavior: 'smooth' });
    };
    return { box, go };
  };

  const fillDetail = (detail, entry) => {
    detail.replaceChildren();
    const audio = entry.recordingUrl ? player(entry, entry.call.id) : null;
    const said = transcript(entry, audio);
    if (entry.cardUrl) {
      const link = element('a', '', texts.openCard);
      link.href = entry.cardUrl;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      const line = element('p');
      line.append(link);
      detail.append(line);
    }
    if (audio) detail.append(audio);
    if (entry.analysis && entry.transcript.length) {
      const columns = element('div', 'columns');
      columns.append(summary(entry, said.go), facts(entry, said.go));
      detail.append(columns);
    }
    detail.append(entry.transcript.length ? said.box : element('p', 'soft', entry.call.isFinal ? texts.noTranscript : texts.transcriptLater));
  };

  const open = async (known) => {
    const isOpen = known.row.getAttribute('aria-expanded') === 'true';
    known.row.setAttribute('aria-expanded', String(!isOpen));
    known.detail.hidden = isOpen;
    if (!isOpen) await load(known);
  };
  const load = async (known) => {
    known.shown = known.call.updatedAt;
    if (!known.detail.childNodes.length) known.detail.append(element('p', 'soft', texts.loading));
    try {
      fillDetail(known.detail, await request(`calls/${known.call.id}`));
    } catch (error) {
      trouble(error.message);
    }
  };

  const show = (call) => {
    let known = rows.get(call.id);
    if (!known) {
      const row = element('button', 'row');
      row.type = 'button';
      row.setAttribute('aria-expanded', 'false');
      const detail = element('div', 'detail');
      detail.hidden = true;
      known = { row, detail, call, shown: null };
      rows.set(call.id, known);
      row.addEventListener('click', () => open(known));
      const older = [...rows.keys()].filter((id) => id < call.id).sort((a, b) => b - a)[0];
      const before = older === undefined ? null : rows.get(older).row;
      list.insertBefore(row, before);
      list.insertBefore(detail, before);
      fillRow(row, call);
    } else if (known.call.updatedAt !== call.updatedAt || known.call.stage !== call.stage) {
      known.call = call;
      fillRow(known.row, call);
      const isPlaying = [...known.detail.querySelectorAll('audio')].some((audio) => !audio.paused);
      if (!known.detail.hidden && !isPlaying) load(known);
    }
  };

  const refresh = async (before) => {
    const page = await request(`calls?limit=${PAGE_SIZE}${before ? `&before=${before}` : ''}`);
    const isFirst = rows.size === 0;
    page.calls.forEach(show);
    if (before || isFirst) next = page.next || null;
    document.getElementById('foot').hidden = !next;
    document.getElementById('heads').hidden = rows.size === 0;
    document.getElementById('empty').hidden = rows.size > 0;
    trouble('');
  };

  const step = async (work) => {
    if (isOver) return;
    try {
      await renew();
      await work();
    } catch (error) {
      trouble(error instanceof TypeError ? texts.serverTrouble : error.message);
    }
  };

  const more = document.getElementById('more');
  more.addEventListener('click', async () => {
    more.disabled = true;
    await step(() => refresh(next));
    more.disabled = false;
  });
  const tick = async () => {
    if (!document.hidden) await step(() => refresh(null));
    if (!isOver) setTimeout(tick, REFRESH_MS);
  };
  tick();
})();
