#include "ui/studies/drift_reading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

#include "core/atomic_file.h"

namespace snitt {

namespace {

constexpr double kMostCount = 1e15;

std::string text(const QJsonObject& row, const char* key) {
  return row.value(QLatin1String(key)).toString().toStdString();
}

std::int64_t count(const QJsonObject& row, const char* key) {
  const double number = row.value(QLatin1String(key)).toDouble();
  return number > 0 && number < kMostCount ? static_cast<std::int64_t>(number) : 0;
}

std::optional<double> number(const QJsonObject& row, const char* key) {
  const QJsonValue value = row.value(QLatin1String(key));
  return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

void takeTable(const QJsonObject& table, DriftReading& into) {
  const QString id = table.value("id").toString();
  const bool control = id == QLatin1String("controls-latest");
  const bool series = id == QLatin1String("stability-latest") || id == QLatin1String("shares-latest");
  for (const QJsonValue one : table.value("rows").toArray()) {
    const QJsonObject row = one.toObject();
    if (id == QLatin1String("alarms"))
      into.alarms.push_back({text(row, "weeks"), text(row, "figure"), text(row, "scanner"), text(row, "what")});
    if (series)
      into.series.push_back({text(row, "figure"), text(row, "scanner"), text(row, "weeks"), count(row, "n"),
                             number(row, "value"), number(row, "limit"), count(row, "periods"), count(row, "alarms"),
                             text(row, "remark")});
    if (control)
      into.series.push_back({text(row, "control"),
                             text(row, "scanner"),
                             {},
                             0,
                             std::nullopt,
                             number(row, "limit"),
                             count(row, "readings"),
                             count(row, "alarms"),
                             text(row, "remark")});
  }
}

void takeBlocks(const QJsonArray& blocks, DriftReading& into) {
  for (const QJsonValue one : blocks)
    if (const QJsonValue table = one["table"]; table.isObject()) takeTable(table.toObject(), into);
}

}  // namespace

Result<DriftReading> parseDrift(std::string_view json) {
  const QByteArray bytes(json.data(), static_cast<qsizetype>(json.size()));
  const QJsonObject object = QJsonDocument::fromJson(bytes).object();
  const QString format = object.value("format").toString();
  if (format.startsWith(QLatin1String("snitt-drift/")) && format != QLatin1String("snitt-drift/1"))
    return fail(ErrorKind::unsupported, "its format is newer than this program, which reads snitt-drift/1");
  if (format != QLatin1String("snitt-drift/1")) return fail(ErrorKind::corrupt, "it holds no results of a drift");
  DriftReading reading;
  reading.source = text(object, "study");
  reading.date = text(object, "date");
  reading.conclusion = text(object, "conclusion");
  takeBlocks(object.value("front").toArray(), reading);
  for (const QJsonValue one : object.value("sections").toArray()) {
    const QJsonObject section = one.toObject();
    takeBlocks(section.value("blocks").toArray(), reading);
    if (text(section, "id") == "limits") reading.falseAlarms = text(section, "sentence");
  }
  if (!reading.alarms.empty())
    reading.verdict = document::Verdict::failed;
  else if (std::ranges::any_of(reading.series,
                               [](const DriftSeriesRow& one) { return one.judged > 0 && one.remark.empty(); }))
    reading.verdict = document::Verdict::passed;
  return reading;
}

Result<DriftReading> readDrift(const std::filesystem::path& folder) {
  const auto file = folder / "results.json";
  const auto json = readFile(file);
  if (!json) return fail(json.error());
  auto reading = parseDrift(*json);
  if (!reading) return failIn(file.string(), reading.error());
  reading->folder = folder;
  std::error_code ignored;
  if (std::filesystem::is_regular_file(folder / "report.pdf", ignored)) reading->pdf = folder / "report.pdf";
  if (std::filesystem::is_regular_file(folder / "report.html", ignored)) reading->html = folder / "report.html";
  return reading;
}

}  // namespace snitt
