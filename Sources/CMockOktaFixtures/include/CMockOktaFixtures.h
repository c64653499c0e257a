#pragma once

#include <stddef.h>

/// The bytes of Fixtures/default.json, not ended by a zero.
const unsigned char *mockokta_default_fixture(void);

/// How many they are.
size_t mockokta_default_fixture_size(void);
