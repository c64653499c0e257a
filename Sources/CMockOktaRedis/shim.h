// The reader of replies; commands are written, and sockets used, without the library.
#include <hiredis/hiredis.h>

static inline const char *mockokta_redis_reader_error(const redisReader *reader) { return reader->errstr; }
