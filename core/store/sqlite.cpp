#include <sqlite3.h>

#include "core/store/sqlite_p.h"

namespace snitt {

Error databaseError(const std::filesystem::path& file, int code, std::string_view detail) {
  const std::string name = std::string("the database ").append(file.string());
  const auto error = [](std::string message) { return Error{ErrorKind::database, std::move(message)}; };
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error(name + " is held by another program: wait until that has finished, or end it, and try again");
    case SQLITE_FULL:
      return error("the disk that holds " + name + " is full: nothing was changed; make room and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return error(name + " cannot be written to: the file, its folder or the disk is read-only");
    case SQLITE_NOTADB:
      return error(file.string() + " is no database of Snitt");
    case SQLITE_CORRUPT:
      return error(name + " is damaged: \"snitt db restore BACKUP\" puts a backup in its place");
    case SQLITE_CANTOPEN:
      return error(name + " could not be opened: its folder may be gone or forbid writing");
    case SQLITE_IOERR:
      return error("the disk that holds " + name + " failed: nothing was changed; check the disk and try again");
    default:
      return error(name + ": " + std::string(detail));
  }
}

}  // namespace snitt
