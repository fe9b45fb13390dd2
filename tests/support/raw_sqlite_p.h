// SQLite without the store, as another program would use it.
#pragma once

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace snitt::test {

class RawSqlite {
 public:
  explicit RawSqlite(const std::filesystem::path& file) {
    if (sqlite3_open(file.c_str(), &m_database) != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
  }
  ~RawSqlite() { sqlite3_close(m_database); }
  RawSqlite(const RawSqlite&) = delete;
  RawSqlite& operator=(const RawSqlite&) = delete;

  // Runs statements; the first column of all rows, each followed by a line feed.
  std::string run(const std::string& sql) {
    std::string rows;
    char* error = nullptr;
    const auto each = [](void* into, int, char** values, char**) {
      *static_cast<std::string*>(into) += std::string(values[0] == nullptr ? "NULL" : values[0]) + "\n";
      return 0;
    };
    if (sqlite3_exec(m_database, sql.c_str(), each, &rows, &error) != SQLITE_OK) {
      const std::string message = error == nullptr ? "unknown" : error;
      sqlite3_free(error);
      throw std::runtime_error(message);
    }
    return rows;
  }

 private:
  sqlite3* m_database = nullptr;
};

// "ok\n" for a sound database; also what foreign_key_check finds.
inline std::string soundness(const std::filesystem::path& file) {
  RawSqlite database(file);
  return database.run("PRAGMA integrity_check; PRAGMA foreign_key_check");
}

}  // namespace snitt::test
