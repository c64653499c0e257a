#include "CMockOktaConsole.h"

// Embedded by the compiler, so that the executable needs no files beside it and an edit of one rebuilds this one.
static const unsigned char console_html[] = {
#embed "page/console.html"
};
static const unsigned char console_css[] = {
#embed "page/console.css"
};
static const unsigned char api_js[] = {
#embed "page/api.js"
};
static const unsigned char apply_js[] = {
#embed "page/apply.js"
};
static const unsigned char builder_js[] = {
#embed "page/builder.js"
};
static const unsigned char claims_js[] = {
#embed "page/claims.js"
};
static const unsigned char client_html[] = {
#embed "page/client.html"
};
static const unsigned char client_js[] = {
#embed "page/client.js"
};
static const unsigned char clock_js[] = {
#embed "page/clock.js"
};
static const unsigned char decisions_js[] = {
#embed "page/decisions.js"
};
static const unsigned char details_js[] = {
#embed "page/details.js"
};
static const unsigned char dom_js[] = {
#embed "page/dom.js"
};
static const unsigned char exchanges_js[] = {
#embed "page/exchanges.js"
};
static const unsigned char explain_js[] = {
#embed "page/explain.js"
};
static const unsigned char faults_js[] = {
#embed "page/faults.js"
};
static const unsigned char format_js[] = {
#embed "page/format.js"
};
static const unsigned char forms_js[] = {
#embed "page/forms.js"
};
static const unsigned char grants_js[] = {
#embed "page/grants.js"
};
static const unsigned char journal_js[] = {
#embed "page/journal.js"
};
static const unsigned char main_js[] = {
#embed "page/main.js"
};
static const unsigned char openapi_html[] = {
#embed "page/openapi.html"
};
static const unsigned char openapi_js[] = {
#embed "page/openapi.js"
};
static const unsigned char org_js[] = {
#embed "page/org.js"
};
static const unsigned char proof_js[] = {
#embed "page/proof.js"
};
static const unsigned char request_js[] = {
#embed "page/request.js"
};
static const unsigned char run_js[] = {
#embed "page/run.js"
};
static const unsigned char state_js[] = {
#embed "page/state.js"
};
static const unsigned char tables_js[] = {
#embed "page/tables.js"
};
static const unsigned char theme_js[] = {
#embed "page/theme.js"
};
static const unsigned char timeline_js[] = {
#embed "page/timeline.js"
};
static const unsigned char token_js[] = {
#embed "page/token.js"
};
static const unsigned char wire_js[] = {
#embed "page/wire.js"
};

#define FILE(name, bytes) {name, bytes, sizeof bytes}

static const MockOktaConsoleFile files[] = {
    FILE("console.html", console_html),
    FILE("console.css", console_css),
    FILE("api.js", api_js),
    FILE("apply.js", apply_js),
    FILE("builder.js", builder_js),
    FILE("claims.js", claims_js),
    FILE("client.html", client_html),
    FILE("client.js", client_js),
    FILE("clock.js", clock_js),
    FILE("decisions.js", decisions_js),
    FILE("details.js", details_js),
    FILE("dom.js", dom_js),
    FILE("exchanges.js", exchanges_js),
    FILE("explain.js", explain_js),
    FILE("faults.js", faults_js),
    FILE("format.js", format_js),
    FILE("forms.js", forms_js),
    FILE("grants.js", grants_js),
    FILE("journal.js", journal_js),
    FILE("main.js", main_js),
    FILE("openapi.html", openapi_html),
    FILE("openapi.js", openapi_js),
    FILE("org.js", org_js),
    FILE("proof.js", proof_js),
    FILE("request.js", request_js),
    FILE("run.js", run_js),
    FILE("state.js", state_js),
    FILE("tables.js", tables_js),
    FILE("theme.js", theme_js),
    FILE("timeline.js", timeline_js),
    FILE("token.js", token_js),
    FILE("wire.js", wire_js),
};

size_t mockokta_console_file_count(void) { return sizeof files / sizeof *files; }

MockOktaConsoleFile mockokta_console_file(size_t index) { return files[index]; }
