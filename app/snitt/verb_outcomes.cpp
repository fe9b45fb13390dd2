// snitt outcomes: a table of dates becomes times and events, by rules.
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/outcomes/outcome_table.h"

namespace snitt::app {

namespace {

struct OutcomesOptions {
  std::filesystem::path data;
  std::filesystem::path rules;
  std::filesystem::path out;
  bool leaveOut = false;
};

Result<CsvTable> readTable(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  const std::string header = text->substr(0, text->find_first_of("\r\n"));
  if (header.find(';') != std::string::npos && header.find(',') == std::string::npos)
    return fail(ErrorKind::corrupt, file.string() + " is separated by semicolons: save it with commas");
  auto table = parseCsv(*text);
  if (!table) return failIn(file.string(), table.error());
  if (table->rows.empty()) return fail(ErrorKind::corrupt, file.string() + " has no row below its header");
  return table;
}

Result<OutcomeRules> readRules(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto rules = parseOutcomeRules(*text);
  if (!rules) return failIn(file.string(), rules.error());
  return rules;
}

nlohmann::ordered_json listed(const std::vector<OutcomeNote>& notes) {
  auto list = nlohmann::ordered_json::array();
  for (const OutcomeNote& note : notes)
    list.push_back({{"row", note.row}, {"patient", note.patient}, {"reason", note.reason}});
  return list;
}

std::size_t rowsOf(const std::vector<OutcomeNote>& notes) {
  std::set<std::size_t> rows;
  for (const OutcomeNote& note : notes) rows.insert(note.row);
  return rows.size();
}

std::string counted(std::size_t number, const std::string& what) {
  return std::to_string(number).append(" ").append(what).append(number == 1 ? "" : "s");
}

// "row 3 (patient P7): death_date … lies before …; row 5 …", the first of them.
std::string told(const std::vector<OutcomeNote>& notes) {
  constexpr std::size_t most = 20;
  std::string text;
  for (std::size_t i = 0; i < notes.size() && i < most; ++i) {
    text += (i == 0 ? "row " : "; row ") + std::to_string(notes[i].row);
    if (!notes[i].patient.empty()) text += " (patient " + notes[i].patient + ")";
    text += ": " + notes[i].reason;
  }
  if (notes.size() > most) text += "; and " + std::to_string(notes.size() - most) + " more, which --json lists";
  return text;
}

nlohmann::ordered_json jsonOf(const OutcomesOptions& options, const OutcomeTable& made, bool written) {
  const OutcomeCounts& counts = made.counts;
  nlohmann::ordered_json orders = nlohmann::ordered_json::object();
  for (const auto& [column, order] : made.dateOrders) orders[column] = order;
  return {{"format", "snitt-outcomes/1"},
          {"file", written ? nlohmann::ordered_json(options.out.string()) : nlohmann::ordered_json()},
          {"rows", made.table.rows.size()},
          {"patients", counts.patients},
          {"events", counts.events},
          {"deaths", counts.deaths},
          {"cancerDeaths", counts.cancerDeaths},
          {"otherDeaths", counts.otherDeaths},
          {"unknownCauses", counts.unknownCauses},
          {"recurrences", counts.recurrences},
          {"endedAtCutOff", counts.endedAtCutOff},
          {"dateOrders", std::move(orders)},
          {"impossible", listed(made.impossible)},
          {"excluded", listed(made.excluded)}};
}

void tellJson(const Session& session, const nlohmann::ordered_json& json) {
  if (session.options().json)
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
}

// The rows that are missing are told in every case, --quiet too: a result may lose nothing in silence.
void tellWritten(const Session& session, const OutcomesOptions& options, const OutcomeTable& made) {
  tellJson(session, jsonOf(options, made, true));
  if (session.options().json) return;
  const OutcomeCounts& counts = made.counts;
  std::cout << options.out.string() << ": " << counted(made.table.rows.size(), "row") << ", "
            << counted(counts.patients, "patient") << ", " << counted(counts.events, "event") << ", "
            << counted(counts.deaths, "death");
  if (counts.unknownCauses > 0) std::cout << ", " << counts.unknownCauses << " of them of unknown cause";
  std::cout << std::endl;
  if (!made.excluded.empty())
    std::cout << counted(rowsOf(made.excluded), "row") << " excluded by the rules: " << told(made.excluded)
              << std::endl;
  if (!made.impossible.empty())
    std::cout << counted(rowsOf(made.impossible), "row") << " left out: " << told(made.impossible) << std::endl;
}

bool sameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code ignored;
  return std::filesystem::equivalent(a, b, ignored);
}

ExitCode makeOutcomes(const OutcomesOptions& options, const Session& session) {
  if (sameFile(options.out, options.data) || sameFile(options.out, options.rules))
    return complain({ErrorKind::usage, "--out names the file " + options.out.string() + ", which is read"});
  std::error_code ignored;
  const std::filesystem::path folder = options.out.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
    return complain({ErrorKind::notFound, "there is no folder " + folder.string() + " to write " +
                                              options.out.filename().string() + " into"});
  const auto rules = readRules(options.rules);
  if (!rules) return complain(rules.error());
  const auto table = readTable(options.data);
  if (!table) return complain(table.error());
  const auto made = outcomesOf(*table, *rules);
  if (!made) return complain({made.error().kind, options.data.string() + ": " + made.error().message});
  if (!made->impossible.empty() && !options.leaveOut) {
    tellJson(session, jsonOf(options, *made, false));
    return complain({ErrorKind::corrupt, options.data.string() + " has " + counted(rowsOf(made->impossible), "row") +
                                             " that cannot be: " + told(made->impossible) +
                                             "; nothing was written, and --leave-out leaves them out"});
  }
  if (made->table.rows.empty()) {
    tellJson(session, jsonOf(options, *made, false));
    return complain({ErrorKind::corrupt, "no row of " + options.data.string() + " is left; nothing was written"});
  }
  std::string text = csvRow(made->table.header);
  for (const CsvRow& row : made->table.rows) text += csvRow(row);
  if (session.stopped()) return interrupted;
  if (const auto written = writeFileAtomically(options.out, text); !written) return complain(written.error());
  tellWritten(session, options, *made);
  return allDone;
}

}  // namespace

void addOutcomes(CLI::App& app, Verb& run) {
  auto options = std::make_shared<OutcomesOptions>();
  CLI::App* verb = app.add_subcommand(
      "outcomes", "Time, event, cause, recurrence and recurrenceTime from dates and ICD-10 codes, by rules");
  verb->add_option("--data", options->data, "Table (CSV with commas) of dates, one row a patient or a slide")
      ->required()
      ->check(notBlank());
  verb->add_option("--rules", options->rules, "Rules (TOML); resources/outcomes/example.toml names every key")
      ->required()
      ->check(notBlank());
  verb->add_option("--out", options->out, "Table to write (CSV)")->required()->check(notBlank());
  verb->add_flag("--leave-out", options->leaveOut,
                 "Leave rows out that cannot be (death before surgery …) and list them; else nothing is written");
  verb->callback([&run, options] { run = [options](Session& session) { return makeOutcomes(*options, session); }; });
}

}  // namespace snitt::app
