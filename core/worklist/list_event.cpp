#include "core/worklist/list_event.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/csv.h"
#include "core/hl7/charset.h"
#include "core/hl7/time.h"
#include "core/sha256.h"
#include "core/text/trimmed.h"
#include "core/worklist/list_columns_p.h"
#include "core/worklist/told_tree_p.h"

namespace snitt {
namespace {

using told::ListColumns;

constexpr std::array<std::pair<std::string_view, StagingItem>, 6> kStaging{{
    {"pT", StagingItem::pT},
    {"pN", StagingItem::pN},
    {"nodes", StagingItem::nodes},
    {"positiveNodes", StagingItem::positiveNodes},
    {"edition", StagingItem::edition},
    {"yPrefix", StagingItem::yPrefix},
}};

// "Walsh, Cathal"; without a comma nobody can say which part is which.
void splitName(const std::string& name, PatientIdentity& patient) {
  const std::size_t comma = name.find(',');
  patient.family = std::string(trimmed(std::string_view(name).substr(0, comma)));
  if (comma != std::string::npos) patient.given = std::string(trimmed(std::string_view(name).substr(comma + 1)));
}

std::string sexOf(ListColumns& row) {
  const std::string text = row.cell("sex");
  if (text.empty()) return {};
  switch (text.front()) {
    case 'F':
    case 'f':
    case 'W':  // weiblich
    case 'w':
    case 'K':  // kvinne, kvinna
    case 'k':
    case '2':  // ISO/IEC 5218
      return "F";
    case 'M':
    case 'm':
    case '1':
      return "M";
    case 'O':
    case 'o':
    case 'D':
    case 'd':
      return "O";
    default:
      return "U";
  }
}

PatientIdentity patientOf(ListColumns& row) {
  PatientIdentity patient;
  const std::string authority = row.name("authority");
  if (std::string number = row.name("patientNumber"); !number.empty())
    patient.numbers.push_back({std::move(number), authority, "MR"});
  if (std::string number = row.name("nationalId"); !number.empty())
    patient.numbers.push_back({std::move(number), "", "NI"});
  if (row.has("name")) splitName(row.word("name"), patient);
  if (std::string family = row.word("family"); !family.empty()) patient.family = std::move(family);
  if (std::string given = row.word("given"); !given.empty()) patient.given = std::move(given);
  patient.birthDate = row.day("birthDate");
  patient.sex = sexOf(row);
  return patient;
}

SlideIdentity identityOf(ListColumns& row, const ToldCase& told) {
  return {told.accession, row.name("specimen"), row.name("block"), row.name("slide"), row.name("stain")};
}

void readTree(ListColumns& row, const SlideIdentity& identity, ToldCase& told) {
  const std::string kind = row.word("specimenKind");
  const std::string bodySite = row.word("bodySite");
  const auto tumour = row.yesOrNo("tumourBlock");
  const std::string barcode = row.name("barcode");
  const bool slide = !identity.slide.empty() || !identity.stain.empty() || !barcode.empty();
  const bool block = !identity.block.empty() || tumour || slide;
  if (!block && identity.specimen.empty() && kind.empty() && bodySite.empty()) return;
  ToldSpecimen& specimen = told::specimenOf(told, identity.specimen);
  specimen.kind = kind;
  specimen.bodySite = bodySite;
  if (!block) return;
  ToldBlock& into = told::blockOf(specimen, identity.block);
  into.tumour = tumour;
  if (slide) told::slideOf(into, identity.slide, identity.stain, barcode);
}

ToldCase caseOf(ListColumns& row) {
  ToldCase told;
  told.accession = row.name("accession");
  told::addOrder(told, row.name("order"));
  if (told.accession.empty() && told.orders.empty())
    row.report(row.has("accession") ? "accession" : "order", "is empty, and nothing else names the case");
  if (const auto urgent = row.yesOrNo("urgent")) told.priority = *urgent ? Priority::urgent : Priority::routine;
  if (const std::string day = row.day("received"); !day.empty()) {
    std::string digits = day;
    std::erase(digits, '-');
    told.received = hl7::utcOf(digits, std::nullopt).value_or("");
  }
  for (const auto& [meaning, item] : kStaging)
    if (std::string value = row.staging(meaning, item); !value.empty())
      told.staging.push_back({item, std::move(value)});
  return told;
}

// Builds the events row by row.
class Builder {
 public:
  Builder(const Site& site, std::string_view stated, const CsvRow& header, ListColumns& columns)
      : m_site(site), m_stated(stated), m_header(csvRow(header)), m_columns(columns) {}

  [[nodiscard]] Result<void> add(const CsvRow& row) {
    ToldCase told = caseOf(m_columns);
    const SlideIdentity identity = identityOf(m_columns, told);
    readTree(m_columns, identity, told);
    PatientIdentity patient = patientOf(m_columns);
    std::vector<ToldFlag> flags = flagsOfRow();
    if (m_columns.error()) return fail(*m_columns.error());
    listSlides(told, identity);
    const bool pending = told.accession.empty();
    const std::pair key(pending, pending ? told.orders.front() : told.accession);
    const auto [at, isNew] = m_known.emplace(key, m_list.events.size());
    if (isNew)
      begin(std::move(told), std::move(patient));
    else
      join(m_list.events[at->second], std::move(told), patient);
    Draft& draft = m_drafts[at->second];
    LabEvent& event = m_list.events[at->second];
    draft.notes.add(event.cases.front(), m_columns.cell("comment"));
    draft.hash.add(csvRow(row));
    for (ToldFlag& flag : flags)
      if (std::ranges::find(event.flags, flag) == event.flags.end()) event.flags.push_back(std::move(flag));
    if (m_columns.error()) return fail(*m_columns.error());
    return {};
  }

  [[nodiscard]] Result<LabList> finish() {
    for (std::size_t i = 0; i < m_drafts.size(); ++i) m_list.events[i].digest = m_drafts[i].hash.hex();
    for (auto& [text, slide] : m_slides) m_list.slides.push_back(std::move(slide));
    return std::move(m_list);
  }

 private:
  struct Draft {
    Sha256 hash;
    told::Notes notes;
  };

  std::vector<ToldFlag> flagsOfRow() {
    std::vector<ToldFlag> flags = m_columns.flags("flags", true);
    for (ToldFlag& flag : m_columns.flags("caseFlags", false)) flags.push_back(std::move(flag));
    const std::string since = m_columns.day("flagsSince");
    for (ToldFlag& flag : flags) flag.since = since;
    return flags;
  }

  void begin(ToldCase told, PatientIdentity patient) {
    LabEvent& event = m_list.events.emplace_back();
    event.site = m_site.name();
    event.source = "list";
    event.control = fmt::format("line {}", m_columns.line());
    event.stated = std::string(m_stated);
    event.patient = std::move(patient);
    event.cases.push_back(std::move(told));
    Draft& draft = m_drafts.emplace_back();
    draft.hash.add(m_site.name() + "\n");  // two laboratories may say the same of different cases
    // A list that says again what an earlier one said is news where another one came between.
    draft.hash.add(event.stated + "\n");
    draft.hash.add(m_header);
  }

  // Rows of one case repeat what they say of it, or leave it out.
  void join(LabEvent& event, ToldCase told, const PatientIdentity& patient) {
    ToldCase& same = event.cases.front();
    take(event.patient.family, patient.family, m_columns.has("family") ? "family" : "name");
    take(event.patient.given, patient.given, m_columns.has("given") ? "given" : "name");
    take(event.patient.birthDate, patient.birthDate, "birthDate");
    take(event.patient.sex, patient.sex, "sex");
    if (event.patient.numbers.empty())
      event.patient.numbers = patient.numbers;
    else if (!patient.numbers.empty() && patient.numbers != event.patient.numbers)
      contradicts(m_columns.has("patientNumber") ? "patientNumber" : "nationalId");
    take(same.received, told.received, "received");
    for (const ToldStaging& fact : told.staging) {
      const auto known = std::ranges::find(same.staging, fact.item, &ToldStaging::item);
      if (known != same.staging.end() && known->value != fact.value) contradicts(toText(fact.item));
    }
    if (same.priority && told.priority && same.priority != told.priority) contradicts("urgent");
    checkBlocks(same, told);
    told::merge(same, std::move(told));
  }

  void checkBlocks(ToldCase& same, const ToldCase& told) {
    for (const ToldSpecimen& specimen : told.specimens)
      for (const ToldBlock& block : specimen.blocks) {
        const auto& tumour = told::blockOf(told::specimenOf(same, specimen.label), block.label).tumour;
        if (tumour && block.tumour && tumour != block.tumour) contradicts("tumourBlock");
      }
  }

  void take(std::string& into, const std::string& from, std::string_view meaning) {
    if (into.empty())
      into = from;
    else if (!from.empty() && from != into)
      contradicts(meaning);
  }

  void contradicts(std::string_view meaning) {
    m_columns.report(meaning, "says something else than an earlier row of the same case");
  }

  // What the barcode or the file is, for when it is seen. A case whose accession is not known yet has no name.
  void listSlides(const ToldCase& told, const SlideIdentity& identity) {
    if (told.accession.empty()) return;
    const std::string file = m_columns.name("file");
    const std::size_t folder = file.find_last_of("/\\");
    std::string stem = folder == std::string::npos ? file : file.substr(folder + 1);
    if (const std::size_t dot = stem.rfind('.'); dot != std::string::npos && dot > 0) stem.resize(dot);
    listSlide("barcode", m_columns.name("barcode"), told, identity);
    listSlide("file", stem, told, identity);
  }

  void listSlide(std::string_view meaning, const std::string& text, const ToldCase& told,
                 const SlideIdentity& identity) {
    if (text.empty()) return;
    const SlideOnList slide{text, {m_site.name(), told.accession}, identity};
    const auto [at, isNew] = m_slides.emplace(text, slide);
    if (!isNew && at->second != slide) m_columns.report(meaning, "names another slide in an earlier row");
  }

  const Site& m_site;
  std::string_view m_stated;
  std::string m_header;
  ListColumns& m_columns;
  std::map<std::pair<bool, std::string>, std::size_t> m_known;
  std::vector<Draft> m_drafts;  // beside the events
  std::map<std::string, SlideOnList> m_slides;
  LabList m_list;
};

// Excel's first line "sep=;" says which sign separates. Nothing where the text has none.
std::optional<char> takeSeparatorLine(std::string_view& text) {
  const std::string_view line = text.substr(0, std::min(text.find_first_of("\r\n"), text.size()));
  if (line.size() != 5 || (!line.starts_with("sep=") && !line.starts_with("SEP="))) return std::nullopt;
  text.remove_prefix(line.size());
  if (text.starts_with('\r')) text.remove_prefix(1);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return line.back();
}

}  // namespace

Result<LabList> readList(std::string_view bytes, const Site& site, std::string_view stated) {
  if (bytes.size() > kMostListBytes)
    return fail(ErrorKind::corrupt, fmt::format("the list is larger than {} MiB", kMostListBytes >> 20U));
  const auto decoded = hl7::toUtf8(bytes, "");
  if (!decoded) return fail(decoded.error());
  std::string_view text = *decoded;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto named = takeSeparatorLine(text);
  if (text.empty()) return fail(ErrorKind::corrupt, "the list is empty: it needs a header");
  auto reader = CsvReader::open(text, named.value_or(site.listSeparator()), named ? 2 : 1);
  // Not the reader's words: they would repeat what stands in a list without a header.
  if (!reader) return fail(ErrorKind::corrupt, "the list has no header in which each column has a name of its own");
  auto columns = ListColumns::of(site, reader->header());
  if (!columns) return fail(columns.error());
  Builder builder(site, stated, reader->header(), *columns);
  CsvRow row;
  for (;;) {
    const auto more = reader->next(row);
    if (!more) return fail(more.error());
    if (!*more) return builder.finish();
    columns->use(row, reader->line());
    if (auto added = builder.add(row); !added) return fail(added.error());
  }
}

}  // namespace snitt
