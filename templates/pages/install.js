'use strict';
(() => {
  // The portal delivers events only after installFinish, so it is called by itself: at once when all is well, else after time to read.
  const AUTOMATIC_AFTER_MS = 1500;
  const AUTOMATIC_AFTER_READING_MS = 20000;

  const setup = JSON.parse(document.getElementById('setup').textContent);
  const button = document.getElementById('finish');
  const state = document.getElementById('state');
  let isFinished = false;

  const finish = () => {
    if (isFinished) return;
    if (typeof BX24 === 'undefined') {
      state.textContent = setup.failed;
      return;
    }
    isFinished = true;
    button.disabled = true;
    state.textContent = setup.finished;
    BX24.installFinish();
  };

  button.addEventListener('click', finish);
  if (typeof BX24 === 'undefined') {
    state.textContent = setup.failed;
    return;
  }
  BX24.init(() => {
    if (BX24.fitWindow) BX24.fitWindow();
    setTimeout(finish, setup.complete ? AUTOMATIC_AFTER_MS : AUTOMATIC_AFTER_READING_MS);
  });
})();
