#pragma once

#include <stddef.h>

/// A file of the console; its bytes are not ended by a zero.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t size;
} MockOktaConsoleFile;

/// How many files there are.
size_t mockokta_console_file_count(void);

/// The file at an index below the count.
MockOktaConsoleFile mockokta_console_file(size_t index);
