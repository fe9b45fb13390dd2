#include "core/outcomes/rules.h"

#include <algorithm>

#include "core/bundle/manifest_reader_p.h"
#include "core/text/nearest.h"
#include "core/toml_text_p.h"

namespace snitt {
namespace {

using manifest::Need;
using manifest::ReadState;
using manifest::TableReader;
using manifest::Word;

constexpr std::string_view kFormat = "snitt-outcome-rules/1";

constexpr std::array orderWords{Word<DateOrder>{"iso", DateOrder::ymd}, Word<DateOrder>{"dmy", DateOrder::dmy},
                                Word<DateOrder>{"mdy", DateOrder::mdy}};
constexpr std::array missingWords{
    Word<MissingCause>{"other", MissingCause::other}, Word<MissingCause>{"cancer", MissingCause::cancer},
    Word<MissingCause>{"unknown", MissingCause::unknown}, Word<MissingCause>{"refuse", MissingCause::refuse}};
constexpr std::array eventWords{Word<OutcomeEvent>{"death", OutcomeEvent::death},
                                Word<OutcomeEvent>{"cancerDeath", OutcomeEvent::cancerDeath},
                                Word<OutcomeEvent>{"recurrenceOrDeath", OutcomeEvent::recurrenceOrDeath}};

std::vector<std::string> dateColumns(const OutcomeColumns& columns) {
  std::vector<std::string> names{columns.origin, columns.death, columns.recurrence, columns.lastFollowUp};
  std::erase(names, "");
  return names;
}

void readColumns(TableReader in, OutcomeColumns& into) {
  in.text("patient", into.patient, Need::required);
  in.text("origin", into.origin, Need::required);
  in.text("death", into.death, Need::required);
  if (in.has("recurrence")) in.text("recurrence", into.recurrence, Need::required);
  if (in.has("lastFollowUp")) in.text("lastFollowUp", into.lastFollowUp, Need::required);
  if (in.isText("causeOfDeath"))
    in.text("causeOfDeath", into.causeOfDeath.emplace_back(), Need::required);
  else
    in.texts("causeOfDeath", into.causeOfDeath);
  in.finish();
}

void readDates(TableReader in, OutcomeRules& into) {
  if (in.has("order")) in.choice("order", into.order.emplace(), orderWords);
  TableReader columns = in.table("columns");
  const std::vector<std::string> known = dateColumns(into.columns);
  for (const std::string& name : columns.names()) {
    if (std::ranges::find(known, name) == known.end())
      columns.fail(name, "is no column of dates that [columns] names" + nearestHint(name, known));
    columns.choice(name, into.orderOfColumn[name], orderWords);
  }
  in.finish();
}

void readCodes(TableReader& in, std::string_view key, IcdSet& into) {
  std::vector<std::string> texts;
  in.texts(key, texts);
  auto set = IcdSet::parse(texts);
  if (!set) return in.fail(key, "cannot be used: " + set.error().message);
  into = std::move(*set);
}

void readCause(TableReader& root, OutcomeRules& into) {
  const bool wanted = !into.columns.causeOfDeath.empty();
  if (!wanted && root.has("cause")) root.fail("cause", "is of no use without columns.causeOfDeath");
  TableReader in = root.table("cause", wanted ? Need::required : Need::optional);
  readCodes(in, "cancer", into.cancer);
  readCodes(in, "other", into.other);
  in.choice("missing", into.missingCause, missingWords, wanted ? Need::required : Need::optional);
  if (wanted && into.cancer.empty()) in.fail("cancer", "is missing");
  in.finish();
}

void readFollowUp(TableReader in, OutcomeRules& into) {
  std::optional<std::chrono::year_month_day> cutOff;
  in.date("cutOff", cutOff);
  if (cutOff) into.cutOff = Day(*cutOff);
  in.integer("excludeDeathsWithinDays", into.excludeDeathsWithinDays, {0, 36500});
  in.finish();
}

// What several keys say together; each alone has been checked before.
void checkTogether(TableReader& root, const OutcomeRules& rules) {
  const OutcomeColumns& columns = rules.columns;
  std::vector<std::string> all = dateColumns(columns);
  all.push_back(columns.patient);
  all.insert(all.end(), columns.causeOfDeath.begin(), columns.causeOfDeath.end());
  std::ranges::sort(all);
  if (const auto twice = std::ranges::adjacent_find(all); twice != all.end())
    root.fail("columns", "names \"" + *twice + "\" twice");
  if (columns.lastFollowUp.empty() && !rules.cutOff)
    root.fail(
        "followUp.cutOff",
        "is missing: without columns.lastFollowUp it says until when those without a date of death were followed");
  if (rules.event == OutcomeEvent::recurrenceOrDeath && columns.recurrence.empty())
    root.fail("event", "is \"recurrenceOrDeath\" and needs columns.recurrence");
  if (rules.event != OutcomeEvent::cancerDeath) return;
  if (columns.causeOfDeath.empty()) root.fail("event", "is \"cancerDeath\" and needs columns.causeOfDeath");
  if (rules.missingCause == MissingCause::unknown)
    root.fail("cause.missing",
              "is \"unknown\", and \"cancerDeath\" must know what such deaths count as: other, cancer or refuse");
}

OutcomeRules readRules(const toml::table& document, ReadState& state) {
  OutcomeRules rules;
  TableReader root(state, &document, "", "");
  std::string format;
  root.text("format", format, Need::required);
  if (root.has("format") && format != kFormat)
    root.fail("format", "is \"" + format + "\" and must be \"" + std::string(kFormat) + "\"");
  root.choice("event", rules.event, eventWords, Need::required);
  readColumns(root.table("columns", Need::required), rules.columns);
  readDates(root.table("dates"), rules);
  readCause(root, rules);
  readFollowUp(root.table("followUp"), rules);
  root.finish();
  checkTogether(root, rules);
  return rules;
}

}  // namespace

std::optional<DateOrder> OutcomeRules::statedOrder(std::string_view column) const {
  const auto found = orderOfColumn.find(column);
  return found == orderOfColumn.end() ? order : found->second;
}

Result<OutcomeRules> parseOutcomeRules(std::string_view text) {
  const auto document = parseToml(text, ErrorKind::usage);
  if (!document) return fail(document.error());
  if (isOtherVersion(*document, kFormat))
    return fail(ErrorKind::unsupported, "format is newer than this program, which reads " + std::string(kFormat));
  ReadState state;
  OutcomeRules rules = readRules(*document, state);
  if (state.error) return fail(ErrorKind::usage, state.error->message);
  return rules;
}

}  // namespace snitt
