// What every file of the store needs of SQLite: errors as sentences, values into statements.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/store/statements_p.h"

namespace snitt {

// A sentence for an SQLite result code (extended or not): what is wrong with this database and what to do. `detail` is
// the library's own words.
[[nodiscard]] Error databaseError(const std::filesystem::path& file, int code, std::string_view detail);

// Runs `work` and turns what the library throws into an Error.
template <class Work>
[[nodiscard]] auto inDatabase(const std::filesystem::path& file, const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& error) {
    return fail(databaseError(file, error.getExtendedErrorCode(), error.what()));
  } catch (const std::exception& error) {
    return fail(ErrorKind::database, std::string("the database ").append(file.string()) + ": " + error.what());
  }
}

struct Blob {
  std::string_view bytes;
};

inline void bindOne(Statement& statement, int place, const std::string& text) { statement.bind(place, text); }
inline void bindOne(Statement& statement, int place, const char* text) { statement.bind(place, text); }
inline void bindOne(Statement& statement, int place, std::int64_t number) { statement.bind(place, number); }
inline void bindOne(Statement& statement, int place, int number) { statement.bind(place, number); }
inline void bindOne(Statement& statement, int place, double number) { statement.bind(place, number); }
inline void bindOne(Statement& statement, int place, const Blob& blob) {
  statement.bind(place, blob.bytes.data(), static_cast<int>(blob.bytes.size()));
}
template <class T>
void bindOne(Statement& statement, int place, const std::optional<T>& value) {
  value ? bindOne(statement, place, *value) : statement.bind(place);
}

// A statement with its values in the order of its question marks.
template <class... Values>
[[nodiscard]] Statement statementOf(const StoreDatabase& database, std::string_view sql, const Values&... values) {
  Statement statement(database, sql);
  int place = 0;
  (bindOne(statement, ++place, values), ...);
  return statement;
}

// Empty where there is none.
[[nodiscard]] inline std::string textOf(const SQLite::Column& column) {
  return column.isNull() ? std::string() : column.getString();
}

// Runs a statement that gives no rows.
template <class... Values>
void execute(const StoreDatabase& database, std::string_view sql, const Values&... values) {
  statementOf(database, sql, values...).exec();
}

// The first column of the first row as a number; nothing without a row.
template <class... Values>
[[nodiscard]] std::optional<std::int64_t> numberOf(const StoreDatabase& database, std::string_view sql,
                                                   const Values&... values) {
  Statement statement = statementOf(database, sql, values...);
  if (!statement.executeStep()) return std::nullopt;
  return statement.getColumn(0).getInt64();
}

}  // namespace snitt
