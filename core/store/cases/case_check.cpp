#include "core/store/cases/case_check_p.h"

#include <array>

namespace snitt {

namespace {

struct Rule {
  const char* fault;
  const char* sql;  // the uuids of cases that break it
};

constexpr std::array kRules{
    Rule{"does not count its slides",
         "SELECT lab_case.uuid FROM lab_case LEFT JOIN (SELECT case_id, count(glass.id) AS slides,"
         " sum(glass.id IS NOT NULL AND EXISTS (SELECT 1 FROM scan WHERE glass_id = glass.id AND state = 'current'"
         " AND missing = 0)) AS found, sum(coalesce(glass.confirmed, 0)) AS chosen FROM specimen"
         " LEFT JOIN block ON block.specimen_id = specimen.id LEFT JOIN glass ON glass.block_id = block.id"
         " GROUP BY case_id) AS counted ON counted.case_id = lab_case.id"
         " WHERE lab_case.slides <> coalesce(counted.slides, 0) OR slides_found <> coalesce(counted.found, 0)"
         " OR slides_missing <> coalesce(counted.slides - counted.found, 0)"
         " OR slides_chosen <> coalesce(counted.chosen, 0)"},
    Rule{"does not count its specimens",
         "SELECT uuid FROM lab_case WHERE specimens <> (SELECT count(*) FROM specimen WHERE case_id = lab_case.id)"},
    Rule{
        "does not show its flags",
        "SELECT lab_case.uuid FROM lab_case LEFT JOIN (SELECT case_id, patient_id, kind FROM flag WHERE lifted_at = '')"
        " AS own ON own.case_id = lab_case.id OR own.patient_id = lab_case.patient_id"
        " GROUP BY lab_case.id HAVING lab_case.flags <> coalesce(sum(DISTINCT own.kind), 0)"},
    Rule{"is not found by searches", "SELECT uuid FROM lab_case WHERE id NOT IN (SELECT rowid FROM case_search)"},
};

}  // namespace

std::vector<std::string> caseFaults(const StoreDatabase& database) {
  std::vector<std::string> faults;
  for (const Rule& rule : kRules) {
    Statement row = statementOf(database, rule.sql);
    while (row.executeStep()) faults.push_back("case " + row.getColumn(0).getString() + " " + rule.fault);
  }
  return faults;
}

}  // namespace snitt
