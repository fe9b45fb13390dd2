// Prepared statements, kept for the next time the same SQL is run: preparing one costs several times what running it
// does. One connection, one thread.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstddef>
#include <list>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace snitt {

// Those that nobody uses at the moment, each reset and without values (which may name a patient). The one that was used
// longest ago is dropped first.
class StatementCache {
 public:
  static constexpr std::size_t kMost = 256;

  // One with this SQL; prepared where none is there. Throws what SQLiteCpp throws.
  [[nodiscard]] std::unique_ptr<SQLite::Statement> take(const SQLite::Database& database, std::string_view sql);
  void giveBack(std::unique_ptr<SQLite::Statement> statement) noexcept;

  [[nodiscard]] std::size_t size() const { return m_idle.size(); }
  [[nodiscard]] std::size_t prepared() const { return m_prepared; }  // so far

 private:
  std::list<std::unique_ptr<SQLite::Statement>> m_idle;  // the one used last comes first
  std::unordered_map<std::string_view, std::list<std::unique_ptr<SQLite::Statement>>::iterator> m_bySql;
  std::size_t m_prepared = 0;
};

// A connection with its statements. It outlives every Statement that it gave.
class StoreDatabase : public SQLite::Database {
 public:
  using SQLite::Database::Database;

  [[nodiscard]] StatementCache& statements() const { return *m_statements; }

 private:
  std::unique_ptr<StatementCache> m_statements = std::make_unique<StatementCache>();
};

// A statement of the store while somebody uses it; goes back to its connection at the end of the scope.
class Statement {
 public:
  Statement(const StoreDatabase& database, std::string_view sql)
      : m_cache(&database.statements()), m_statement(m_cache->take(database, sql)) {}
  Statement(Statement&& other) noexcept = default;
  ~Statement() {
    if (m_statement) m_cache->giveBack(std::move(m_statement));
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  bool executeStep() { return m_statement->executeStep(); }
  int exec() { return m_statement->exec(); }
  void reset() { m_statement->reset(); }
  [[nodiscard]] SQLite::Column getColumn(int place) const { return m_statement->getColumn(place); }
  template <class... Values>
  void bind(int place, const Values&... values) {
    m_statement->bind(place, values...);
  }

 private:
  StatementCache* m_cache;
  std::unique_ptr<SQLite::Statement> m_statement;
};

}  // namespace snitt
