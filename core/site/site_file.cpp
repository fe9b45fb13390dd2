#include "core/site/site_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/hl7/charset.h"
#include "core/hl7/time.h"
#include "core/site/patterns_p.h"
#include "core/text/lowered.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/text/trimmed.h"
#include "core/text/utf8.h"
#include "core/toml_text_p.h"

namespace snitt {
namespace {

using manifest::Need;
using manifest::ReadState;
using manifest::TableReader;

constexpr std::string_view kFormat = "snitt-site/1";
constexpr std::size_t kMostFileBytes = std::size_t{1} << 20U;
constexpr int kMostFields = 200;

constexpr std::array<manifest::Word<ListDates>, 3> kDateWords{{
    {"iso", ListDates::iso},
    {"day-first", ListDates::dayFirst},
    {"month-first", ListDates::monthFirst},
}};

std::optional<Error> newerFormat(const toml::table& document) {
  const std::string format = document["format"].value_or(std::string());
  const std::string name(kFormat.substr(0, kFormat.find('/') + 1));
  if (!format.starts_with(name)) return std::nullopt;
  const auto major = parseNumber(format.substr(name.size()));
  if (!major || *major < 2) return std::nullopt;
  return Error{ErrorKind::unsupported, fmt::format("format is newer than this program, which reads {}", kFormat)};
}

void readHead(TableReader& root, std::string& name, std::string& timezone) {
  std::string format;
  root.text("format", format, Need::required);
  if (root.has("format") && format != kFormat) root.fail("format", fmt::format("must be \"{}\"", kFormat));
  root.text("name", name, Need::required);
  if (root.has("name") && !isSiteName(name))
    root.fail("name", "must be at most 100 bytes without colon, control characters and blanks around it");
  root.text("timezone", timezone, Need::optional);
  if (!timezone.empty() && !hl7::isPlace(timezone))
    root.fail("timezone", "is no time zone that this machine knows, such as \"Europe/Oslo\"");
}

// Words of a laboratory, compared without regard to case.
using Meanings = std::map<std::string, std::string>;

Meanings readMeanings(TableReader in) {
  Meanings meanings;
  for (const std::string& word : in.names()) in.text(word, meanings[lowered(trimmed(word))], Need::required);
  return meanings;
}

std::string meaningOf(const Meanings& meanings, const std::string& word) {
  const auto found = meanings.find(lowered(trimmed(word)));
  return found == meanings.end() ? word : found->second;
}

Hl7Field readField(TableReader& in, std::string_view key, const std::string& text) {
  const auto field = parseHl7Field(text);
  if (!field) in.fail(key, field.error().message);
  return field ? *field : Hl7Field{};
}

MessageFlag readMessageFlag(TableReader in) {
  MessageFlag result;
  std::string field;
  in.text("field", field, Need::required);
  if (!field.empty()) result.field = readField(in, "field", field);
  in.text("value", result.value, Need::required);
  std::string flag;
  in.text("flag", flag, Need::required);
  const auto known = flagOf(flag);
  if (!known && !flag.empty())
    in.fail("flag", "must be one of \"no-ai\", \"research-reservation\", \"consent-withdrawn\", \"do-not-use\"");
  result.flag = known.value_or(Flag::noAi);
  std::string whose = "patient";
  in.text("of", whose, Need::optional);
  if (whose != "patient" && whose != "case") in.fail("of", "must be \"patient\" or \"case\"");
  result.ofPatient = whose == "patient";
  in.flag("set", result.set);
  in.finish();
  return result;
}

char readSeparator(TableReader& in) {
  static constexpr std::array<std::pair<std::string_view, char>, 4> kSigns{
      {{",", ','}, {";", ';'}, {"|", '|'}, {"tab", '\t'}}};
  std::string text = ",";
  in.text("separator", text, Need::optional);
  for (const auto& [word, sign] : kSigns)
    if (text == word) return sign;
  in.fail("separator", "must be one of \",\", \";\", \"|\", \"tab\"");
  return ',';
}

std::vector<ListColumn> readColumns(TableReader in) {
  std::vector<ListColumn> columns;
  for (const std::string& meaning : listMeanings()) {
    std::string column;
    in.text(meaning, column, Need::optional);
    if (!column.empty()) columns.push_back({meaning, column});
  }
  in.finish();
  return columns;
}

std::filesystem::path readPath(TableReader& in, std::string_view key, const std::filesystem::path& folder) {
  std::string text;
  in.text(key, text, Need::optional);
  if (text.empty()) return {};
  if (text.find('\0') != std::string::npos) in.fail(key, "is no path");
  return (folder / text).lexically_normal();
}

WatchRules readWatch(TableReader in, const std::filesystem::path& folder) {
  WatchRules rules;
  rules.messages = readPath(in, "messages", folder);
  rules.taken = readPath(in, "taken", folder);
  rules.quarantine = readPath(in, "quarantine", folder);
  std::vector<std::string> slides;
  in.texts("slides", slides);
  for (const std::string& text : slides) rules.slides.push_back((folder / text).lexically_normal());
  in.integer("settledSeconds", rules.settledSeconds, {0, 86400});
  in.finish();
  if (!rules.messages.empty() && rules.quarantine.empty())
    in.fail("quarantine", "is missing: messages that cannot be read go there");
  // What was put away would be taken again, for ever.
  for (const auto& [key, away] : {std::pair("taken", rules.taken), std::pair("quarantine", rules.quarantine)})
    if (!away.empty() && (away / "").lexically_normal() == (rules.messages / "").lexically_normal())
      in.fail(key, "is the folder that messages arrive in");
  return rules;
}

PreselectRules readPreselect(TableReader in) {
  PreselectRules rules;
  in.texts("stains", rules.stains);
  in.flag("tumourBlocksOnly", rules.tumourBlocksOnly);
  in.text("blocks", rules.blocks, Need::optional);
  in.finish();
  return rules;
}

}  // namespace

struct Site::Data {
  std::string name;
  std::string timezone;
  Meanings organs;
  Meanings specimenTypes;
  std::vector<Hl7Field> accession = defaultAccessionFields();
  std::vector<MessageFlag> flags;
  std::vector<ListColumn> columns;
  char separator = ',';
  ListDates dates = ListDates::iso;
  WatchRules watch;
  PreselectRules preselect;
  site::Patterns patterns;
  std::shared_ptr<const re2::RE2> blocks;

  void readMessages(TableReader in) {
    std::vector<std::string> fields;
    in.texts("accession", fields);
    if (!fields.empty()) accession.clear();
    if (fields.size() > static_cast<std::size_t>(kMostFields)) in.fail("accession", "lists too many fields");
    for (const std::string& field : fields) accession.push_back(readField(in, "accession", field));
    for (TableReader& flag : in.tables("flag")) flags.push_back(readMessageFlag(flag));
    in.finish();
  }

  void readList(TableReader in) {
    separator = readSeparator(in);
    in.choice("dates", dates, kDateWords);
    columns = readColumns(in.table("columns"));
    in.finish();
  }

  void readDocument(const toml::table& document, const std::filesystem::path& folder, ReadState& state) {
    TableReader root(state, &document, "", "");
    readHead(root, name, timezone);
    organs = readMeanings(root.table("organs"));
    specimenTypes = readMeanings(root.table("specimenTypes"));
    readMessages(root.table("messages"));
    patterns = site::readPatterns(root, state);
    readList(root.table("list"));
    watch = readWatch(root.table("watch"), folder);
    preselect = readPreselect(root.table("preselect"));
    root.finish();
    if (preselect.blocks.empty()) return;
    std::string why;
    blocks = site::compiled(preselect.blocks, why);
    if (!blocks) state.report(ErrorKind::corrupt, fmt::format("preselect.blocks is no pattern: {}", why));
  }
};

Result<Hl7Field> parseHl7Field(std::string_view text) {
  const auto wrong = [] {
    return fail(ErrorKind::usage, "must name fields of messages as \"SPM-30\" or \"ORC-38.1\"");
  };
  const std::size_t dash = text.find('-');
  if (dash != 3) return wrong();
  Hl7Field result;
  result.segment = std::string(text.substr(0, 3));
  const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto isSign = [&](char c) { return isUpper(c) || (c >= '0' && c <= '9'); };
  if (!isUpper(result.segment[0]) || !isSign(result.segment[1]) || !isSign(result.segment[2])) return wrong();
  const auto number = [&](std::string_view digits, int& into) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), into);
    return error == std::errc() && end == digits.data() + digits.size() && into >= 1 && into <= kMostFields;
  };
  const std::string_view rest = text.substr(4);
  const std::size_t dot = rest.find('.');
  if (!number(rest.substr(0, dot), result.field)) return wrong();
  if (dot != std::string_view::npos && !number(rest.substr(dot + 1), result.component)) return wrong();
  return result;
}

const std::vector<Hl7Field>& defaultAccessionFields() {
  static const std::vector<Hl7Field> fields{{"SPM", 30, 0}, {"OBR", 3, 0}, {"ORC", 3, 0}, {"ORC", 38, 0}};
  return fields;
}

bool isSiteName(std::string_view name) {
  if (name.empty() || name.size() > 100 || trimmed(name) != name || firstNotUtf8(name)) return false;
  return std::none_of(name.begin(), name.end(), [](char letter) {
    return letter == ':' || static_cast<unsigned char>(letter) < ' ' || letter == 0x7F;
  });
}

const std::vector<std::string>& listMeanings() {
  static const std::vector<std::string> meanings{
      "accession",     "order",     "patientNumber", "authority",   "nationalId", "family",  "given",
      "name",          "birthDate", "sex",           "received",    "urgent",     "comment", "specimen",
      "specimenKind",  "bodySite",  "block",         "tumourBlock", "slide",      "stain",   "barcode",
      "file",          "flags",     "caseFlags",     "flagsSince",  "pT",         "pN",      "nodes",
      "positiveNodes", "edition",   "yPrefix"};
  return meanings;
}

std::set<std::string> Site::keys() {
  ReadState state;
  Data data;
  data.readDocument(toml::parse("[[messages.flag]]\n[[pattern]]\n[[pattern.example]]\n"), {}, state);
  return state.asked;
}

Site::Site(std::shared_ptr<const Data> data) : m_data(std::move(data)) {}

Result<Site> Site::read(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  auto site = parse(*text, file.parent_path());
  if (!site) return failIn(file.string(), site.error());
  return site;
}

Result<Site> Site::parse(std::string_view text, const std::filesystem::path& folder) {
  if (text.size() > kMostFileBytes) return fail(ErrorKind::corrupt, "the site file is larger than 1 MiB");
  const auto document = parseToml(text, ErrorKind::corrupt);
  if (!document) return fail(document.error());
  if (auto newer = newerFormat(*document)) return fail(std::move(*newer));
  ReadState state;
  auto data = std::make_shared<Data>();
  data->readDocument(*document, folder, state);
  if (!state.error) return Site(std::move(data));
  // What the reader of tables reports is a wrong key or value.
  if (state.error->kind == ErrorKind::model) state.error->kind = ErrorKind::usage;
  return fail(std::move(*state.error));
}

Site Site::withoutFile(std::string name) {
  auto data = std::make_shared<Data>();
  data->name = std::move(name);
  return Site(std::move(data));
}

const std::string& Site::name() const { return m_data->name; }
const std::string& Site::timezone() const { return m_data->timezone; }
std::string Site::organOf(const std::string& bodySite) const { return meaningOf(m_data->organs, bodySite); }
std::string Site::specimenTypeOf(const std::string& kind) const { return meaningOf(m_data->specimenTypes, kind); }
const std::vector<Hl7Field>& Site::accessionFields() const { return m_data->accession; }
const std::vector<MessageFlag>& Site::messageFlags() const { return m_data->flags; }
const std::vector<ListColumn>& Site::listColumns() const { return m_data->columns; }
char Site::listSeparator() const { return m_data->separator; }
ListDates Site::listDates() const { return m_data->dates; }
const WatchRules& Site::watch() const { return m_data->watch; }
const PreselectRules& Site::preselect() const { return m_data->preselect; }

SaidIdentity Site::understand(IdentitySource source, std::string_view text) const {
  return {source, std::string(text), m_data->name, m_data->patterns.identity(source, text)};
}

bool Site::preselects(std::string_view stain, std::string_view specimen, std::string_view block,
                      std::optional<bool> tumourBlock) const {
  const PreselectRules& rules = m_data->preselect;
  const bool wanted = rules.stains.empty() ? isHe(stain)
                                           : std::any_of(rules.stains.begin(), rules.stains.end(),
                                                         [&](const auto& s) { return lowered(s) == lowered(stain); });
  if (!wanted) return false;
  const auto matches = [&] {
    const std::string label = fmt::format("{}{}", specimen, block);
    return m_data->blocks && label.size() <= kMostIdentityBytes && re2::RE2::FullMatch(label, *m_data->blocks);
  };
  if (!rules.tumourBlocksOnly) return rules.blocks.empty() || matches();
  return tumourBlock ? *tumourBlock : matches();
}

}  // namespace snitt
