/// The one style sheet: system fonts, light and dark by the reader's setting, one column on a phone.
enum PageStyle {
    static let css = """
        :root{--ink:#1d1d21;--soft:#5d6069;--paper:#fff;--back:#f3f4f7;--line:#8a8d96;--main:#1a5cc8;--bad:#b3261e}
        @media(prefers-color-scheme:dark){:root{--ink:#eceef2;--soft:#a9adb8;--paper:#1c1e24;--back:#121318;\
        --line:#7c808b;--main:#8ab4f8;--bad:#f2b8b5}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:26rem;margin:8vh auto;padding:2rem;background:var(--paper);border-radius:.75rem;\
        box-shadow:0 1px 4px #0003}
        h1{font-size:1.35rem;margin:0 0 .25rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}
        p{margin:.25rem 0 1rem;overflow-wrap:anywhere}.soft{color:var(--soft)}
        label{display:block;font-weight:600;margin:1rem 0 .25rem}
        input[type=text],input[type=password]{width:100%;font:inherit;color:inherit;background:var(--paper);\
        border:1px solid var(--line);border-radius:.4rem;padding:.55rem .7rem}
        button{width:100%;font:inherit;font-weight:600;border-radius:.4rem;padding:.6rem;margin-top:1.25rem;\
        border:1px solid var(--main);background:var(--main);color:var(--paper);cursor:pointer}
        button.quiet{background:none;color:var(--main);margin-top:.5rem;font-weight:500}
        button.persona{text-align:left}.apart{margin-top:1.5rem}button.persona span{display:block;color:var(--soft);font-size:.85rem}
        a{color:var(--main)}:focus-visible{outline:3px solid var(--main);outline-offset:2px}
        .alert{color:var(--bad);border-left:4px solid var(--bad);padding:.25rem .75rem;margin:1rem 0}
        @media(max-width:30rem){main{margin:0;min-height:100vh;border-radius:0;box-shadow:none}}
        """
}
