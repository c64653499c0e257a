#include "CMockOktaFixtures.h"

// Embedded by the compiler, so that the executable needs no file beside it and an edit of the file rebuilds this one.
static const unsigned char default_fixture[] = {
#embed "../../Fixtures/default.json"
};

const unsigned char *mockokta_default_fixture(void) { return default_fixture; }

size_t mockokta_default_fixture_size(void) { return sizeof default_fixture; }
