/// The part of the portal's browser library that an application's frame needs, served at `/api/v1/`.
enum BX24Script {
    static let source = """
        (function () {
          var ready = [];
          function tell(message) { message.from = 'bx24-sandbox'; window.parent.postMessage(message, '*'); }
          function loaded() { ready.forEach(function (f) { f(); }); ready = []; }
          window.BX24 = {
            init: function (f) { if (document.readyState === 'loading') { ready.push(f); } else { setTimeout(f, 0); } },
            ready: function (f) { window.BX24.init(f); },
            install: function (f) { window.BX24.init(f); },
            installFinish: function () { tell({ call: 'installFinish' }); },
            fitWindow: function (f) { tell({ call: 'resize', height: document.documentElement.scrollHeight }); if (f) { f(); } },
            resizeWindow: function (w, h, f) { tell({ call: 'resize', height: h }); if (f) { f(); } },
            openPath: function (path) { tell({ call: 'open', path: path }); },
            closeApplication: function () {},
            setTitle: function () {},
            reloadWindow: function () { location.reload(); },
            scrollParentWindow: function () {},
            getAuth: function () { return false; },
            isAdmin: function () { return true; },
            placement: { info: function () { return { placement: 'DEFAULT', options: {} }; }, call: function () {}, bindEvent: function () {} }
          };
          document.addEventListener('DOMContentLoaded', loaded);
        })();

        """
}
