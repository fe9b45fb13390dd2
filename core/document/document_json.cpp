#include <algorithm>

#include "core/document/document_files.h"
#include "core/document/kinds.h"
#include "core/document/overloaded.h"
#include "core/json_writer_p.h"
#include "core/sha256.h"

namespace snitt::document {

namespace {

constexpr auto kOneLine = JsonWriter::Layout::oneLine;

void writeInterval(JsonWriter& json, const Interval& interval) {
  json.openObject(kOneLine);
  json.key("value").number(interval.value);
  json.key("lower95").number(interval.lower95);
  json.key("upper95").number(interval.upper95);
  json.close();
}

void writeCell(JsonWriter& json, const Cell& cell) {
  std::visit(Overloaded{[&](std::monostate) { json.null(); }, [&](const std::string& text) { json.text(text); },
                        [&](std::int64_t count) { json.integer(count); }, [&](double number) { json.number(number); },
                        [&](const Interval& interval) { writeInterval(json, interval); },
                        [&](Withheld) { json.text("withheld"); }},
             cell);
}

void writeRow(JsonWriter& json, const std::vector<Column>& columns, const std::vector<Cell>& row) {
  json.openObject(kOneLine);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    json.key(columns[i].key);
    writeCell(json, i < row.size() ? row[i] : Cell{});
  }
  json.close();
}

void writeTable(JsonWriter& json, const Table& table) {
  json.openObject();
  json.key("id").text(table.id);
  json.key("title").textOrNull(table.title);
  json.key("columns").openArray();
  for (const Column& column : table.columns) {
    json.openObject(kOneLine);
    json.key("key").text(column.key);
    json.key("heading").textOrNull(column.heading);
    json.key("kind").text(toText(column.kind));
    json.close();
  }
  json.close();
  json.key("rows").openArray();
  for (const auto& row : table.rows) writeRow(json, table.columns, row);
  json.close();
  json.key("note").textOrNull(table.note);
  json.close();
}

void writeChart(JsonWriter& json, const Chart& chart) {
  json.openObject();
  json.key("id").text(chart.id);
  json.key("kind").text(toText(chart.kind));
  json.key("title").textOrNull(chart.title);
  json.key("note").textOrNull(chart.note);
  json.key("marks").openArray();
  for (const Mark& mark : chart.marks) {
    json.openObject(kOneLine);
    json.key("name").text(mark.name);
    json.key("at").number(mark.at);
    json.close();
  }
  json.close();
  json.key("tables").openArray();
  for (const Table& table : chart.tables) writeTable(json, table);
  json.close();
  json.close();
}

void writeFacts(JsonWriter& json, const Facts& facts) {
  json.openArray();
  for (const Fact& fact : facts.facts) {
    json.openObject(kOneLine);
    json.key("label").text(fact.label);
    json.key("value").text(fact.value);
    json.close();
  }
  json.close();
}

void writePicture(JsonWriter& json, const Picture& picture) {
  json.openObject();
  json.key("id").text(picture.id);
  json.key("sha256").text(sha256Of(picture.bytes));
  json.key("caption").textOrNull(picture.caption);
  json.close();
}

// A row of pictures is as many blocks.
void writeBlock(JsonWriter& json, const Block& block) {
  const auto object = [&](std::string_view key, const auto& write) {
    json.openObject();
    json.key(key);
    write();
    json.close();
  };
  std::visit(Overloaded{[&](const Paragraph& paragraph) {
                          object("paragraph", [&] {
                            json.text(paragraph.text);
                            json.key("tone").text(toText(paragraph.tone));
                          });
                        },
                        [&](const Facts& facts) { object("facts", [&] { writeFacts(json, facts); }); },
                        [&](const Table& table) { object("table", [&] { writeTable(json, table); }); },
                        [&](const Chart& chart) { object("chart", [&] { writeChart(json, chart); }); },
                        [&](const PictureRow& row) {
                          for (const Picture& one : row.pictures) object("picture", [&] { writePicture(json, one); });
                        }},
             block);
}

void writeBlocks(JsonWriter& json, const std::vector<Block>& blocks) {
  json.openArray();
  for (const Block& block : blocks) writeBlock(json, block);
  json.close();
}

void writeCriteria(JsonWriter& json, const Document& document) {
  json.openArray();
  for (const Criterion* criterion : criteriaOf(document)) {
    json.openObject();
    json.key("number").integer(criterion->number);
    json.key("asked").text(criterion->asked);
    json.key("found").textOrNull(criterion->found);
    json.key("verdict").text(toText(criterion->verdict));
    json.key("why").textOrNull(criterion->why);
    json.key("section").text(criterion->sectionId);
    json.close();
  }
  json.close();
}

void writeSection(JsonWriter& json, const Section& section, std::size_t number) {
  json.openObject();
  json.key("number").integer(static_cast<std::int64_t>(number));
  json.key("id").text(section.id);
  json.key("title").text(section.title);
  json.key("sentence").text(section.sentence);
  json.key("criteria").openArray(kOneLine);
  for (const Criterion& criterion : section.criteria) json.integer(criterion.number);
  json.close();
  if (section.criteria.empty()) json.key("noCriterion").text(whyNoCriterion(section));
  json.key("blocks");
  writeBlocks(json, section.blocks);
  json.close();
}

}  // namespace

std::vector<const Criterion*> criteriaOf(const Document& document) {
  std::vector<const Criterion*> all;
  for (const Section& section : document.sections)
    for (const Criterion& criterion : section.criteria) all.push_back(&criterion);
  std::ranges::stable_sort(all, {}, &Criterion::number);
  return all;
}

std::string documentJson(const Document& document) {
  JsonWriter json;
  json.openObject();
  json.key("format").text(document.format);
  json.key("title").text(document.title);
  json.key("study").text(document.study);
  json.key("hash").text(document.hash);
  json.key("date").text(document.date);
  json.key("researchUseOnly").flag(true);
  json.key("notices").openArray();
  for (const std::string& notice : document.notices) json.text(notice);
  json.close();
  json.key("conclusion").text(document.conclusion);
  json.key("verdict").textOrNull(document.isJudged ? toText(document.verdict) : std::string_view());
  json.key("criteria");
  writeCriteria(json, document);
  json.key("front");
  writeBlocks(json, document.front);
  json.key("sections").openArray();
  for (std::size_t i = 0; i < document.sections.size(); ++i) writeSection(json, document.sections[i], i + 1);
  json.close();
  json.close();
  return json.take();
}

}  // namespace snitt::document
