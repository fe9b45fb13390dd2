#include <string>

#include "core/store/statements_p.h"

namespace snitt {

std::unique_ptr<SQLite::Statement> StatementCache::take(const SQLite::Database& database, std::string_view sql) {
  const auto found = m_bySql.find(sql);
  if (found == m_bySql.end()) {
    ++m_prepared;
    return std::make_unique<SQLite::Statement>(database, std::string(sql));
  }
  const auto place = found->second;
  m_bySql.erase(found);
  std::unique_ptr<SQLite::Statement> statement = std::move(*place);
  m_idle.erase(place);
  return statement;
}

void StatementCache::giveBack(std::unique_ptr<SQLite::Statement> statement) noexcept {
  try {
    // The result is that of the last step, which has been told already.
    (void)statement->tryReset();
    statement->clearBindings();
    const std::string_view sql = statement->getQuery();
    // Two of the same SQL at once are rare: the second one is not kept.
    if (m_bySql.contains(sql)) return;
    m_idle.push_front(std::move(statement));
    try {
      m_bySql.emplace(sql, m_idle.begin());
    } catch (...) {
      m_idle.pop_front();
      throw;
    }
    if (m_idle.size() <= kMost) return;
    m_bySql.erase(m_idle.back()->getQuery());
    m_idle.pop_back();
  } catch (...) {
    // Not kept, then: it is prepared anew.
  }
}

}  // namespace snitt
