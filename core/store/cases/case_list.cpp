// The worklist: sorting, rows by number, saved filters.
#include <fmt/format.h>

#include <algorithm>

#include "core/cases/worklist.h"
#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_matches_p.h"
#include "core/store/cases/patient_rows_p.h"

namespace snitt {

namespace {

const char* columnOf(WorklistColumn column) {
  switch (column) {
    case WorklistColumn::accession:
      return "accession";
    case WorklistColumn::specimens:
      return "specimen_text";
    case WorklistColumn::slidesFound:
      return "slides_found";
    case WorklistColumn::slidesMissing:
      return "slides_missing";
    case WorklistColumn::ai:
      return "ai_state";
    case WorklistColumn::received:
      return "received";
    case WorklistColumn::priority:
      return "priority";
    case WorklistColumn::flags:
      return "flags";
  }
  return "received";
}

std::string orderOf(const WorklistOrder& order) {
  const char* direction = order.descending ? "DESC" : "ASC";
  std::string sql = fmt::format("{} {}", columnOf(order.column), direction);
  if (order.column == WorklistColumn::ai) sql += fmt::format(", ai_class {}", direction);
  // Urgent ones among each other: who waits longest comes first.
  if (order.column == WorklistColumn::priority) sql += ", received ASC";
  return sql + fmt::format(", lab_case.id {}", order.column == WorklistColumn::priority ? "ASC" : direction);
}

std::string sealedFilter(const CaseAccess& access) { return "filter:" + access.actor->person; }

WorklistRow rowOf(Statement& row, CaseId id, bool masked) {
  WorklistRow out;
  out.id = id;
  out.name = {textOf(row, 0), textOf(row, 1)};
  out.pending = row.getColumn(2).getInt() != 0;
  out.specimens = textOf(row, 3);
  out.slides = row.getColumn(4).getInt();
  out.slidesFound = row.getColumn(5).getInt();
  out.slidesMissing = row.getColumn(6).getInt();
  out.slidesChosen = row.getColumn(7).getInt();
  out.ai = static_cast<AiState>(row.getColumn(8).getInt());
  out.prognosis = prognosisOf(textOf(row, 9));
  out.received = textOf(row, 10);
  out.priority = row.getColumn(11).getInt() != 0 ? Priority::urgent : Priority::routine;
  out.state = stateOf(textOf(row, 12));
  out.flags = static_cast<Flags>(row.getColumn(13).getInt64());
  out.masked = masked;
  return out;
}

}  // namespace

Result<std::vector<CaseId>> Cases::list(const WorklistFilter& filter, const WorklistOrder& order) const {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::look); !may) return fail(may.error());
  return reading(access, [&]() -> Result<std::vector<CaseId>> {
    const CaseMatches matches = matchesOf(access, filter);
    const std::string sorted = orderOf(order);
    std::vector<CaseId> ids;
    if (matches.isFew()) {
      Statement row = statementOf(*access.database,
                                  "SELECT lab_case.id FROM json_each(?) AS few CROSS JOIN lab_case"
                                  " ON lab_case.id = few.value ORDER BY " +
                                      sorted,
                                  matches.asJson());
      while (row.executeStep()) ids.push_back({row.getColumn(0).getInt64()});
      return ids;
    }
    // In the order of an index, which needs no look at the rows, is faster than to sort what was found.
    Statement row = statementOf(*access.database, "SELECT id FROM lab_case ORDER BY " + sorted);
    while (row.executeStep())
      if (const CaseId id{row.getColumn(0).getInt64()}; matches.has(id)) ids.push_back(id);
    return ids;
  });
}

Result<std::vector<WorklistRow>> Cases::rows(std::span<const CaseId> ids) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<WorklistRow>> {
    if (!access.actor->may(Permission::look)) return std::vector<WorklistRow>{};
    Statement row = statementOf(*access.database,
                                "SELECT site, accession, pending, specimen_text, slides, slides_found, slides_missing,"
                                " slides_chosen, ai_state, ai_class, received, priority, state, flags,"
                                " coalesce(patient_id, 0) FROM lab_case WHERE id = ?");
    std::vector<WorklistRow> out;
    for (const CaseId id : ids) {
      row.reset();
      row.bind(1, id.value);
      if (!row.executeStep()) continue;
      WorklistRow one = rowOf(row, id, !access.unmasked());
      if (!one.masked) {
        const auto identity = identityOf(access, {row.getColumn(14).getInt64()});
        if (!identity) return fail(identity.error());
        one.patient = displayName(*identity);
        one.birthDate = identity->birthDate;
      }
      out.push_back(std::move(one));
    }
    return out;
  });
}

Result<std::int64_t> Cases::version() const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<std::int64_t> {
    // The first counts what other connections commit, the second what this one changes.
    constexpr std::int64_t kOthers = std::int64_t{1} << 32;
    return numberOf(*access.database, "PRAGMA data_version").value_or(0) * kOthers + access.database->getTotalChanges();
  });
}

Result<std::vector<std::string>> Cases::sites() const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<std::vector<std::string>> {
    // The next site by the index of (site, accession): as many steps as there are sites, not cases.
    Statement next = statementOf(*access.database, "SELECT min(site) FROM lab_case WHERE site > ?");
    std::vector<std::string> sites;
    for (std::string last;;) {
      next.reset();
      next.bind(1, last);
      if (!next.executeStep() || next.getColumn(0).isNull()) return sites;
      last = textOf(next, 0);
      sites.push_back(last);
    }
  });
}

Result<std::vector<SavedFilter>> Cases::savedFilters() const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<std::vector<SavedFilter>> {
    Statement row =
        statementOf(*access.database, "SELECT filter FROM saved_filter WHERE person = ?", access.actor->person);
    std::vector<SavedFilter> filters;
    while (row.executeStep()) {
      const auto text = access.secrets->open(textOf(row, 0), sealedFilter(access));
      if (!text) return fail(text.error());
      // One that a newer program wrote is not shown, and stays.
      if (auto filter = parseFilter(*text)) filters.push_back(std::move(*filter));
    }
    std::ranges::sort(filters, {}, &SavedFilter::name);
    return filters;
  });
}

Result<void> Cases::saveFilter(const SavedFilter& filter) {
  const CaseAccess access = this->access();
  if (filter.name.empty()) return fail(ErrorKind::usage, "a saved filter needs a name");
  return inTransaction(access, [&]() -> Result<void> {
    const std::string mark = access.secrets->mark("filter-name", filter.name);
    const std::string sealed = access.secrets->seal(formatFilter(filter), sealedFilter(access));
    execute(*access.database, "INSERT OR REPLACE INTO saved_filter (person, mark, filter) VALUES (?, ?, ?)",
            access.actor->person, Blob{mark}, Blob{sealed});
    return {};
  });
}

Result<void> Cases::dropFilter(const std::string& name) {
  const CaseAccess access = this->access();
  return inTransaction(access, [&]() -> Result<void> {
    const std::string mark = access.secrets->mark("filter-name", name);
    execute(*access.database, "DELETE FROM saved_filter WHERE person = ? AND mark = ?", access.actor->person,
            Blob{mark});
    return {};
  });
}

}  // namespace snitt
