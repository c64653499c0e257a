/// The one style sheet: system fonts, light and dark by the reader's setting, one column on a phone.
enum PageStyle {
    static let css = """
        :root{--ink:#1d1d21;--soft:#5a5d66;--paper:#fff;--back:#f1f2f6;--line:#85888f;--hair:#dcdee4;--main:#1a5cc8;\
        --bad:#b3261e;--badback:#fcedeb}
        @media(prefers-color-scheme:dark){:root{--ink:#eceef2;--soft:#aeb2bc;--paper:#1c1e24;--back:#111217;\
        --line:#7c808b;--hair:#34373f;--main:#8ab4f8;--bad:#f5b5b0;--badback:#3a2321}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        main{max-width:30rem;margin:8vh auto 1rem;padding:2rem;background:var(--paper);border-radius:.75rem;\
        box-shadow:0 1px 4px #0003}
        main.wide{max-width:54rem;display:grid;grid-template-columns:1fr 1fr;gap:2.5rem}
        footer{text-align:center;font-size:.85rem;padding:0 1rem 2rem}
        h1{font-size:1.4rem;line-height:1.3;margin:0 0 .25rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}
        h3{font-size:1rem;font-weight:500;margin:1rem 0 0}
        p{margin:.25rem 0 1rem}.soft,footer{color:var(--soft)}
        label{display:block;font-weight:600;margin:1rem 0 .25rem}
        input[type=text],input[type=password],select{width:100%;font:inherit;color:inherit;background:var(--paper);\
        border:1px solid var(--line);border-radius:.4rem;padding:.6rem .75rem}
        .check{display:flex;gap:.6rem;align-items:center;font-weight:400}
        .check input{width:1.5rem;height:1.5rem;margin:0;accent-color:var(--main)}
        .button{display:inline-block;font-weight:600;border-radius:.4rem;padding:.5rem 1rem;text-decoration:none;\
        background:var(--main);color:var(--paper)}
        input[aria-invalid]{border-color:var(--bad)}
        button{width:100%;font:inherit;font-weight:600;border-radius:.4rem;padding:.65rem .75rem;margin-top:1.25rem;\
        border:1px solid var(--main);background:var(--main);color:var(--paper);cursor:pointer}
        button:hover{filter:brightness(.93)}
        button.quiet{background:var(--paper);color:var(--main);border-color:var(--line);margin-top:.6rem;font-weight:500}
        button.quiet:hover{border-color:var(--main)}
        .personas{border-left:1px solid var(--hair);padding-left:2.5rem}.personas h2{margin:.25rem 0 1rem}
        .personas button{text-align:left;margin:0 0 .5rem;padding:.45rem .75rem;line-height:1.35}
        .personas button .soft{display:block;font-size:.85rem}
        .status{font-size:.8rem;font-weight:600;color:var(--bad);background:var(--badback);border-radius:1rem;\
        padding:.05rem .5rem;white-space:nowrap}
        .alert{color:var(--bad);background:var(--badback);border-left:4px solid var(--bad);border-radius:.25rem;\
        padding:.6rem .75rem;margin:1rem 0 .5rem;font-weight:500}
        details{border:1px dashed var(--line);border-radius:.4rem;padding:.35rem .75rem;margin:.5rem 0;font-size:.9rem}
        summary{cursor:pointer;padding:.15rem 0}details p{margin:.5rem 0}
        pre{white-space:pre-wrap;background:var(--back);border-radius:.25rem;padding:.5rem .75rem;margin:.5rem 0}
        ul{padding-left:1.25rem;margin:.75rem 0}.scopes li{margin-bottom:.5rem}.scopes .soft{display:block}
        .links{display:flex;flex-wrap:wrap;gap:0 1.25rem;list-style:none;padding:0;margin:0}
        .apart{border-top:1px solid var(--hair);margin:1.5rem 0 0;padding-top:1rem}
        a{color:var(--main)}:focus-visible{outline:3px solid var(--main);outline-offset:2px}
        @media(max-width:50rem){main.wide{display:block;max-width:30rem}
        .personas{border:0;border-top:1px solid var(--hair);padding:1.25rem 0 0;margin-top:1.5rem}}
        @media(max-width:30rem){main,main.wide{margin:0;max-width:none;padding:1.5rem 1.25rem;border-radius:0;\
        box-shadow:none}body{background:var(--paper)}footer{padding-top:1rem}}
        """
}
