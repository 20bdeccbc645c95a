/// The one style sheet of the stand-in's pages.
enum PageStyle {
    static let css = base + frame + lists + card + timeline + blocks + narrow

    private static let base = """
        :root{--ink:#2b3440;--soft:#77828e;--line:#e4e9ee;--blue:#1f7ae0;--back:#eef2f5;--green:#3fa55b;--red:#e04a4a;--amber:#f0a020}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--ink);font:14px/1.5 "Inter","Segoe UI","Open Sans","Noto Sans","DejaVu Sans",Arial,sans-serif}
        a{color:var(--blue);text-decoration:none}a:hover{text-decoration:underline}
        h1{font-size:22px;font-weight:600;margin:0 0 16px}h2{font-size:15px;font-weight:600;margin:0 0 12px}
        .soft{color:var(--soft)}.small{font-size:12.5px}
        .panel{background:#fff;border-radius:12px;box-shadow:0 1px 2px rgba(30,50,70,.07);padding:20px}
        .chip{display:inline-block;border-radius:20px;padding:2px 10px;font-size:12px;font-weight:500;background:#e9f1fb;color:#1c5fae;white-space:nowrap}
        .chip.green{background:#e3f5e8;color:#227a3d}.chip.red{background:#fde8e8;color:#b52a2a}.chip.grey{background:#eceff2;color:#5b6672}
        .chip.amber{background:#fff1d6;color:#8a5a00}
        .empty{padding:48px;text-align:center;color:var(--soft)}
        button{font:inherit;border:0;border-radius:8px;background:var(--blue);color:#fff;padding:8px 18px;cursor:pointer}

        """

    private static let frame = """
        .banner{background:#fff6d8;color:#6b4e00;border-bottom:1px solid #f2dfa0;padding:7px 24px;font-size:13px;text-align:center}
        .shell{display:flex;min-height:calc(100vh - 35px)}
        .side{width:216px;flex:none;background:#22344a;color:#c9d6e4;padding:18px 12px}
        .brand{font-weight:600;font-size:16px;color:#fff;padding:2px 12px 18px;display:flex;align-items:center;gap:10px}
        .brand i{width:26px;height:26px;border-radius:7px;background:linear-gradient(135deg,#39b7f5,#1f7ae0);display:inline-block}
        .side a{display:flex;justify-content:space-between;color:#c9d6e4;padding:8px 12px;border-radius:8px;margin-bottom:2px}
        .side a:hover{background:#2c4360;text-decoration:none}.side a.on{background:#35506f;color:#fff}
        .side a b{font-weight:500;font-size:12px;background:#3d5b7c;border-radius:10px;padding:1px 8px;align-self:center}
        .side hr{border:0;border-top:1px solid #35506f;margin:12px}
        .main{flex:1;min-width:0;padding:24px 28px}
        .frame{width:100%;border:0;background:#fff;border-radius:12px;min-height:720px;box-shadow:0 1px 2px rgba(30,50,70,.07)}

        """

    /// On a telephone or in a narrow window the menu stands above the page, and a card's columns one below the other.
    private static let narrow = """
        @media(max-width:900px){
        .shell{display:block}.side{width:auto;padding:8px 12px;display:flex;flex-wrap:wrap;gap:2px}.brand,.side hr{display:none}
        .side a{gap:8px;padding:6px 10px;margin:0}.main{padding:16px 12px}.columns{grid-template-columns:minmax(0,1fr)}.head,.tabs{flex-wrap:wrap}
        .stages{overflow:auto}}

        """

    private static let lists = """
        table{width:100%;border-collapse:collapse}
        th{font-weight:500;color:var(--soft);font-size:12.5px;text-align:left;padding:10px 9px;border-bottom:1px solid var(--line)}
        td{padding:11px 9px;border-bottom:1px solid var(--line);vertical-align:top}
        tr:last-child td{border-bottom:0}tbody tr:hover{background:#f8fafc}
        .table{padding:4px 6px;overflow:auto}
        .place{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:end;margin-bottom:18px}.place b{align-self:center}
        .place label{display:grid;color:var(--soft);font-size:12.5px}
        .place input,.place select{font:inherit;color:var(--ink);border:1px solid var(--line);border-radius:8px;padding:7px 10px;background:#fff}
        .place input[type=number]{width:90px}
        .who{display:inline-flex;align-items:center;gap:8px}
        .who i{width:24px;height:24px;border-radius:50%;background:#c7d7ea;color:#2b4a72;font:600 11px/24px sans-serif;text-align:center;flex:none}

        """

    private static let card = """
        .head{display:flex;align-items:center;gap:14px;margin-bottom:14px}.head h1{margin:0}
        .stages{display:flex;gap:3px;margin-bottom:18px}
        .stages span{flex:1;padding:8px 12px;background:#fff;color:var(--soft);font-size:13px;text-align:center;white-space:nowrap;overflow:hidden;
        text-overflow:ellipsis;border-bottom:3px solid #d5dde5}
        .stages span:first-child{border-radius:10px 0 0 10px}.stages span:last-child{border-radius:0 10px 10px 0}
        .stages span.past{border-bottom-color:currentColor;background:#f4f8fc}
        .stages span.on{color:#fff;font-weight:600;border-bottom-color:transparent}
        .tabs{display:flex;gap:6px;margin-bottom:16px}
        .tabs a{padding:7px 16px;border-radius:20px;background:#fff;color:var(--ink)}.tabs a.on{background:var(--blue);color:#fff}
        .tabs a:hover{text-decoration:none}
        .columns{display:grid;grid-template-columns:minmax(290px,360px) minmax(0,1fr);gap:18px;align-items:start}
        .field{padding:9px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}.field:last-child{border-bottom:0}
        .field label{display:block;color:var(--soft);font-size:12.5px}

        """

    private static let timeline = """
        .line{position:relative;padding-left:44px}
        .line:before{content:"";position:absolute;left:15px;top:8px;bottom:8px;width:2px;background:#d5dfe8}
        .entry{position:relative;margin-bottom:14px}
        .entry>.dot{position:absolute;left:-44px;top:12px;width:32px;height:32px;border-radius:50%;background:#8fa3b8;color:#fff;display:flex;
        align-items:center;justify-content:center;font-size:15px;box-shadow:0 0 0 4px var(--back)}
        .dot.call{background:#2fa866}.dot.out{background:#1f7ae0}.dot.missed{background:var(--red)}.dot.comment{background:#f0a020}.dot.task{background:#8a63d2}
        .entry .panel{padding:16px 18px}
        .entry .top{display:flex;gap:10px;align-items:center;margin-bottom:8px}.entry .top b{font-weight:600}.entry .top time{margin-left:auto}
        .facts{display:flex;flex-wrap:wrap;gap:4px 22px;margin-bottom:10px}
        .player{width:100%;height:40px;margin:6px 0 4px;display:block}
        .norecord{background:#f4f7f9;border-radius:8px;padding:9px 12px;color:var(--soft);margin:6px 0}
        details.said{margin-top:10px;border-top:1px solid var(--line);padding-top:10px}
        details.said summary{cursor:pointer;font-weight:500;color:var(--blue)}
        .said ol{list-style:none;margin:12px 0 0;padding:0;max-height:640px;overflow:auto}
        .said li{display:grid;grid-template-columns:48px minmax(0,1fr);gap:10px;padding:4px 0}
        .said li button{background:none;color:var(--soft);padding:7px 0 0;font-size:12.5px;text-align:left;align-self:start}
        .said li button:hover{color:var(--blue)}
        .said li p{margin:0;padding:7px 12px;border-radius:12px 12px 12px 3px;background:#eef4fb;width:fit-content;max-width:92%}
        .said li p b{display:block;font-size:12px;font-weight:600;color:#3b6ea8}
        .said li.user p{background:#edf8f0;border-radius:12px 12px 3px 12px;margin-left:auto}.said li.user p b{color:#2f7d4b}

        """

    private static let blocks = """
        .layout{margin-top:12px;border:1px solid #dbe6f1;border-radius:10px;background:#fafcfe;padding:12px 14px}
        .layout>.from{font-size:12px;color:var(--soft);margin-bottom:6px}
        .layout .block{padding:4px 0}.layout .bold{font-weight:600}
        .layout .xs{font-size:12px}.layout .sm{font-size:13px}
        .base_50{color:#a0a9b2}.base_60{color:#8b95a0}.base_70{color:#6b7580}.base_90{color:#333b45}
        .titled{display:grid;grid-template-columns:minmax(110px,170px) minmax(0,1fr);gap:12px}
        .titled>span:first-child{color:var(--soft)}.inline{display:flex;gap:8px}
        .row{display:flex;flex-wrap:wrap;gap:4px 10px}
        .layout details summary{cursor:pointer;list-style:none;white-space:pre-line}.layout details summary::after{content:attr(data-more);color:var(--blue);margin-left:8px}
        .layout details[open] summary span{display:none}.layout details[open] summary::after{content:attr(data-less)}
        .layout button.link{background:none;color:var(--blue);padding:0}

        """
}
