#include "ui/cohort/cohort_order.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace snitt {

namespace {

// Options that take a value are joined to it: what a person typed may begin with a dash.
std::string option(const char* name, const std::string& value) { return std::string(name).append("=").append(value); }

std::vector<std::string> common(const CohortOrder& order) {
  std::string outputs = "score,tumour,tiles";
  if (order.heatmaps) outputs.append(",heatmap");
  if (order.reports) outputs.append(",report");
  std::vector<std::string> arguments{"cohort",
                                     "--json",
                                     "--control",
                                     option("--bundle", order.bundle.string()),
                                     option("--out", order.out.string()),
                                     option("--outputs", outputs)};
  if (order.jobs > 1) arguments.push_back(option("--jobs", std::to_string(order.jobs)));
  if (order.allowMixed) arguments.emplace_back("--allow-mixed");
  if (!order.outsideScope.empty()) arguments.push_back(option("--outside-scope", order.outsideScope));
  return arguments;
}

std::vector<std::string> withList(std::vector<std::string> arguments, const CohortOrder& order) {
  arguments.emplace_back("--");
  arguments.push_back(order.list.string());
  return arguments;
}

std::uint64_t countIn(const QJsonObject& object, const char* key) {
  const double value = object.value(QLatin1String(key)).toDouble();
  return value > 0 && value < 1e18 ? static_cast<std::uint64_t>(value) : 0;
}

}  // namespace

std::vector<std::string> cohortArguments(const CohortOrder& order) { return withList(common(order), order); }

std::vector<std::string> cohortCheckArguments(const CohortOrder& order) {
  auto arguments = common(order);
  arguments.emplace_back("--dry-run");
  return withList(std::move(arguments), order);
}

std::optional<CohortCheckReport> parseCheckReport(const QByteArray& json) {
  const QJsonObject object = QJsonDocument::fromJson(json).object();
  if (object.value("format").toString() != QLatin1String("snitt-cohort-check/1")) return std::nullopt;
  CohortCheckReport report;
  report.bundle = object.value("bundle").toObject().value("name").toString();
  report.device = object.value("device").toString() + QLatin1Char(' ') + object.value("precision").toString();
  report.toScore = countIn(object, "toScore");
  report.bytesNeeded = countIn(object, "bytesNeeded");
  report.bytesFree = countIn(object, "bytesFree");
  report.seconds = object.value("secondsExpected").toDouble();
  for (const QJsonValue one : object.value("warnings").toArray()) report.warnings << one.toString();
  for (const QJsonValue one : object.value("settled").toArray())
    report.settled.push_back({countIn(one.toObject(), "slide"), one["status"].toString(), one["reason"].toString()});
  return report;
}

}  // namespace snitt
