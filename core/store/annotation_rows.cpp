// Annotations into the database and back.
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/annotation/wkb.h"
#include "core/json_reader_p.h"
#include "core/store/audit_p.h"
#include "core/store/store_data_p.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

std::optional<std::string> toHex(const std::optional<Colour>& colour) {
  if (!colour) return std::nullopt;
  return fmt::format("{:02X}{:02X}{:02X}", (*colour)[0], (*colour)[1], (*colour)[2]);
}

std::optional<Colour> fromHex(const SQLite::Column& column) {
  const std::string text = column.isNull() ? std::string() : column.getString();
  unsigned value = 0;
  if (text.size() != 6 || std::from_chars(text.data(), text.data() + text.size(), value, 16).ptr != &text[0] + 6)
    return std::nullopt;
  return Colour{static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
                static_cast<std::uint8_t>(value)};
}

// A list of pairs and not an object: two measurements may have one name, and their order is kept.
std::string toJson(const std::vector<Measurement>& measurements) {
  if (measurements.empty()) return {};
  nlohmann::json list = nlohmann::json::array();
  for (const Measurement& one : measurements) {
    nlohmann::json value = one.value;
    if (std::isnan(one.value)) value = "NaN";
    if (std::isinf(one.value)) value = one.value > 0 ? "Infinity" : "-Infinity";
    list.push_back({one.name, value});
  }
  return list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Result<std::vector<Measurement>> measurementsOf(const std::string& text) {
  std::vector<Measurement> list;
  if (text.empty()) return list;
  const auto json = parseJson(text);
  if (!json) return fail(json.error());
  for (const auto& pair : *json) {
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string())
      return fail(ErrorKind::corrupt, "a measurement is no pair of name and value");
    double value = std::numeric_limits<double>::quiet_NaN();
    if (pair[1].is_number()) value = pair[1].get<double>();
    if (pair[1] == "Infinity") value = std::numeric_limits<double>::infinity();
    if (pair[1] == "-Infinity") value = -std::numeric_limits<double>::infinity();
    list.push_back({pair[0].get<std::string>(), value});
  }
  return list;
}

constexpr const char* kColumns =
    "uuid, place, parent, kind, shape, geometry, class, class_colour, colour, name, note, locked, origin, author,"
    " created, changed, measurements, other";

Result<PlacedAnnotation> readRow(Statement& row) {
  int at = 0;
  const auto text = [&] { return row.getColumn(at++).getString(); };
  auto read = std::make_shared<Annotation>();
  read->id = text();
  const std::int64_t place = row.getColumn(at++).getInt64();
  read->parent = text();
  const auto kind = objectKindOf(text());
  const auto shape = shapeOf(text());
  const SQLite::Column blob = row.getColumn(at++);
  auto geometry = fromWkb({static_cast<const char*>(blob.getBlob()), static_cast<std::size_t>(blob.getBytes())});
  read->className = text();
  read->classColour = fromHex(row.getColumn(at++));
  read->colour = fromHex(row.getColumn(at++));
  read->name = text();
  read->note = text();
  read->locked = row.getColumn(at++).getInt() != 0;
  const auto origin = originOf(text());
  read->author = text();
  read->created = text();
  read->changed = text();
  auto measurements = measurementsOf(text());
  read->foreign = text();
  const std::string name = "annotation " + read->id;
  if (!geometry) return failIn(name, geometry.error());
  if (!measurements) return failIn(name, measurements.error());
  if (!kind || !shape || !origin || place < 0 || place > static_cast<std::int64_t>(AnnotationSet::kMostPlaces))
    return fail(ErrorKind::corrupt, name + ": its kind, shape, origin or place is none that this program knows");
  read->kind = *kind;
  read->shape = *shape;
  read->origin = *origin;
  read->geometry = std::move(*geometry);
  read->measurements = std::move(*measurements);
  return PlacedAnnotation{std::move(read), static_cast<std::size_t>(place)};
}

// Every stroke is saved at once: a row for each would flood the log and tell nothing more. One says that from then on,
// for this long, this person drew on this slide; each drawing itself says who changed it last, and when.
constexpr std::chrono::minutes kDrawingRows{1};

}  // namespace

Result<bool> Store::knowsSlide(const std::string& fingerprint) const {
  return inDatabase(file(), [&]() -> Result<bool> {
    return numberOf(m_data->connection.database,
                    "SELECT EXISTS (SELECT 1 FROM slide WHERE fingerprint = ?1) OR"
                    " EXISTS (SELECT 1 FROM drawn WHERE fingerprint = ?1)",
                    fingerprint)
               .value_or(0) != 0;
  });
}

Result<std::vector<PlacedAnnotation>> Store::loadAnnotations(const std::string& fingerprint) const {
  if (auto may = m_data->require(Permission::look, "slide:" + fingerprint); !may) return fail(may.error());
  return inDatabase(file(), [&]() -> Result<std::vector<PlacedAnnotation>> {
    std::vector<PlacedAnnotation> list;
    Statement row = statementOf(
        m_data->connection.database,
        fmt::format("SELECT {} FROM drawn WHERE fingerprint = ? ORDER BY place, id", kColumns).c_str(), fingerprint);
    while (row.executeStep()) {
      auto one = readRow(row);
      if (!one) return failIn("the database " + file().string(), one.error());
      // Two at one place cannot come from this program; the later one goes on top.
      if (!list.empty() && one->place <= list.back().place) one->place = list.back().place + 1;
      list.push_back(std::move(*one));
    }
    return list;
  });
}

Result<std::set<std::string>> Store::removedAnnotations(const std::string& fingerprint) const {
  if (auto may = m_data->require(Permission::look, "slide:" + fingerprint); !may) return fail(may.error());
  return inDatabase(file(), [&]() -> Result<std::set<std::string>> {
    std::set<std::string> ids;
    Statement row =
        statementOf(m_data->connection.database, "SELECT uuid FROM drawn_removed WHERE fingerprint = ?", fingerprint);
    while (row.executeStep()) ids.insert(row.getColumn(0).getString());
    return ids;
  });
}

Result<void> Store::saveAnnotations(const std::string& fingerprint, const std::vector<AnnotationRow>& rows) {
  return inDatabase(file(), [&]() -> Result<void> {
    const std::string subject = "slide:" + fingerprint;
    if (auto may = m_data->require(Permission::draw, subject); !may) return may;
    StoreDatabase& database = m_data->connection.database;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    Statement remove = statementOf(database, "DELETE FROM drawn WHERE fingerprint = ? AND uuid = ?");
    Statement put = statementOf(
        database,
        fmt::format(
            "INSERT INTO drawn (fingerprint, {}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (fingerprint, uuid) DO UPDATE SET place = excluded.place, parent = excluded.parent,"
            " kind = excluded.kind, shape = excluded.shape, geometry = excluded.geometry,"
            " class = excluded.class, class_colour = excluded.class_colour, colour = excluded.colour,"
            " name = excluded.name, note = excluded.note, locked = excluded.locked, origin = excluded.origin,"
            " author = excluded.author, created = excluded.created, changed = excluded.changed,"
            " measurements = excluded.measurements, other = excluded.other",
            kColumns));
    Statement gone =
        statementOf(database, "INSERT OR REPLACE INTO drawn_removed (fingerprint, uuid, removed) VALUES (?, ?, ?)");
    Statement back = statementOf(database, "DELETE FROM drawn_removed WHERE fingerprint = ? AND uuid = ?");
    const std::string now = utcNow();
    for (const AnnotationRow& row : rows) {
      Statement& mark = row.annotation ? back : gone;
      mark.reset();
      bindOne(mark, 1, fingerprint);
      bindOne(mark, 2, row.id);
      if (!row.annotation) bindOne(mark, 3, now);
      mark.exec();
      Statement& statement = row.annotation ? put : remove;
      statement.reset();
      int at = 0;
      const auto bind = [&](const auto& value) { bindOne(statement, ++at, value); };
      bind(fingerprint);
      bind(row.id);
      if (row.annotation) {
        const Annotation& one = *row.annotation;
        const std::string geometry = toWkb(one.geometry);
        bind(static_cast<std::int64_t>(row.place));
        bind(one.parent);
        bind(std::string(nameOf(one.kind)));
        bind(std::string(nameOf(one.shape)));
        bind(Blob{geometry});
        bind(one.className);
        bind(toHex(one.classColour));
        bind(toHex(one.colour));
        bind(one.name);
        bind(one.note);
        bind(one.locked ? 1 : 0);
        bind(std::string(nameOf(one.origin)));
        bind(one.author);
        bind(one.created);
        bind(one.changed);
        bind(toJson(one.measurements));
        bind(one.foreign);
      }
      statement.exec();
    }
    const auto moment = std::chrono::steady_clock::now();
    const std::pair whoAndWhat(actor().person, fingerprint);
    const auto logged = m_data->drawingLogged.find(whoAndWhat);
    const bool log = m_data->hasPeople() && !rows.empty() &&
                     (logged == m_data->drawingLogged.end() || moment - logged->second >= kDrawingRows);
    if (log) appendAudit(database, actor(), {"drawing.changed", subject, {{"rows", std::to_string(rows.size())}}});
    transaction.commit();
    if (log) m_data->drawingLogged[whoAndWhat] = moment;
    return {};
  });
}

}  // namespace snitt
