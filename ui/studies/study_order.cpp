#include "ui/studies/study_order.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace snitt {

namespace {

constexpr double kMostEntries = 1e12;

// Options that take a value are joined to it: what a person typed may begin with a dash.
void add(std::vector<std::string>& arguments, const char* name, const std::string& value) {
  if (!value.empty()) arguments.push_back(std::string(name).append("=").append(value));
}

std::vector<std::string> begin(const char* verb) { return {verb, "--json", "--control"}; }

std::int64_t numberIn(const QJsonValue& value) {
  const double number = value.toDouble();
  return number > 0 && number < kMostEntries ? static_cast<std::int64_t>(number) : 0;
}

std::optional<QJsonObject> objectOf(const QByteArray& json, const char* format) {
  QJsonObject object = QJsonDocument::fromJson(json).object();
  if (object.value("format").toString() != QLatin1String(format)) return std::nullopt;
  return object;
}

}  // namespace

std::vector<std::string> lockArguments(const LockOrder& order) {
  auto arguments = begin("validate");
  add(arguments, "--lock", order.protocol.string());
  add(arguments, "--again", order.again);
  add(arguments, "--register", order.registerFile.string());
  return arguments;
}

std::vector<std::string> runArguments(const RunOrder& order, const std::filesystem::path& secret) {
  auto arguments = begin("validate");
  add(arguments, "--protocol", order.protocol.string());
  add(arguments, "--cohort", order.cohort.string());
  add(arguments, "--out", order.out.string());
  for (const auto& [name, folder] : order.repeats) add(arguments, "--repeat", name + "=" + folder.string());
  add(arguments, "--training-record", order.trainingRecord.string());
  add(arguments, "--password-file", secret.string());
  if (order.allowMixed) arguments.emplace_back("--allow-mixed");
  add(arguments, "--register", order.registerFile.string());
  return arguments;
}

std::vector<std::string> signArguments(const SignOrder& order, const std::filesystem::path& secret) {
  auto arguments = begin("validate");
  add(arguments, "--sign", order.report.string());
  add(arguments, "--as", order.role);
  add(arguments, "--person", order.person);
  add(arguments, "--pin-file", secret.string());
  add(arguments, "--register", order.registerFile.string());
  return arguments;
}

std::vector<std::string> driftArguments(const DriftOrder& order) {
  auto arguments = begin("drift");
  if (order.cohorts.empty()) add(arguments, "--db", order.database.string());
  for (const auto& one : order.cohorts) add(arguments, "--cohort", one.string());
  add(arguments, "--bundle", order.bundle.string());
  if (!order.cohorts.empty()) add(arguments, "--week-column", order.weekColumn);
  add(arguments, "--reference", order.reference.string());
  add(arguments, "--out", order.out.string());
  return arguments;
}

std::optional<LockMade> parseLockMade(const QByteArray& json) {
  const auto object = objectOf(json, "snitt-validate-lock/1");
  if (!object) return std::nullopt;
  const QJsonObject place = object->value("lock").toObject().value("register").toObject();
  LockMade made;
  made.registerId = place.value("id").toString().toStdString();
  made.number = numberIn(place.value("number"));
  made.study = object->value("study").toString();
  for (const QJsonValue one : object->value("remarks").toArray()) made.remarks << one.toString();
  return made;
}

std::optional<ReportMade> parseReportMade(const QByteArray& json) {
  const auto object = objectOf(json, "snitt-validate-report/1");
  if (!object) return std::nullopt;
  ReportMade made;
  made.folder = object->value("folder").toString().toStdString();
  made.run = numberIn(object->value("run"));
  made.conclusion = object->value("conclusion").toString();
  const QString verdict = object->value("verdict").toString();
  for (const document::Verdict one : {document::Verdict::passed, document::Verdict::failed})
    if (verdict.toStdString() == toText(one)) made.verdict = one;
  return made;
}

}  // namespace snitt
