#include "ui/jobs/engine_lines.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <utility>

namespace snitt {

namespace {

constexpr double kMostUnits = 1e15;  // tiles; an exact double
constexpr double kMostSeconds = 86400 * 365;
constexpr qsizetype kLongestSentence = 2000;
constexpr qsizetype kLongestName = 40;

// NaN for what is no number of the range.
double number(const QJsonObject& object, const char* key, double least, double most) {
  const QJsonValue value = object.value(QLatin1String(key));
  const double found = value.isDouble() ? value.toDouble() : std::nan("");
  return found >= least && found <= most ? found : std::nan("");
}

std::optional<EngineProgress> progressOf(const QJsonObject& object) {
  const double done = number(object, "done", 0, kMostUnits);
  const double total = number(object, "total", 0, kMostUnits);
  const double eta = number(object, "etaSeconds", 0, kMostSeconds);
  if (std::isnan(done) || std::isnan(total) || done > total) return std::nullopt;
  const double pace = number(object, "slidesPerHour", 0, kMostUnits);
  return EngineProgress{object.value("stage").toString().left(kLongestName),
                        static_cast<std::int64_t>(done),
                        static_cast<std::int64_t>(total),
                        std::isnan(eta) ? 0 : eta,
                        std::isnan(pace) ? 0 : pace,
                        object.value("waiting").toString().left(kLongestSentence)};
}

std::optional<EngineEstimate> estimateOf(const QJsonObject& object) {
  EngineEstimate found;
  found.resolution = object.value("resolution").toString().left(kLongestName);
  found.score = number(object, "score", 0, 1);
  found.lower95 = number(object, "lower95", -1, 1);
  found.upper95 = number(object, "upper95", 0, 2);
  if (std::isnan(found.score) || std::isnan(found.lower95) || std::isnan(found.upper95)) return std::nullopt;
  found.prognosis = object.value("class").toString().left(kLongestName);
  found.settled = object.value("settled").toBool();
  return found;
}

}  // namespace

EngineLine parseEngineLine(const QByteArray& line) {
  EngineLine parsed;
  if (line.startsWith("snitt: ")) {
    parsed.sentence = QString::fromUtf8(line.mid(7)).trimmed().left(kLongestSentence);
    return parsed;
  }
  if (!line.startsWith('{')) return parsed;
  const QJsonObject object = QJsonDocument::fromJson(line).object();
  const QString event = object.value("event").toString();
  if (event == QLatin1String("progress")) parsed.progress = progressOf(object);
  if (event == QLatin1String("estimate")) parsed.estimate = estimateOf(object);
  if (event == QLatin1String("notice")) parsed.sentence = object.value("message").toString().left(kLongestSentence);
  return parsed;
}

void LineCutter::append(const char* from, qsizetype count) {
  if (m_dropping) return;
  if (m_line.size() + count > kLongestLine) {
    m_dropping = true;
    m_line.clear();
    return;
  }
  m_line.append(from, count);
}

std::vector<QByteArray> LineCutter::feed(const QByteArray& bytes) {
  std::vector<QByteArray> lines;
  qsizetype start = 0;
  while (start < bytes.size()) {
    const qsizetype end = bytes.indexOf('\n', start);
    append(bytes.constData() + start, (end < 0 ? bytes.size() : end) - start);
    if (end < 0) break;
    if (!m_dropping) lines.push_back(std::exchange(m_line, {}));
    m_dropping = false;
    start = end + 1;
  }
  return lines;
}

QByteArray LineCutter::rest() {
  m_dropping = false;
  return std::exchange(m_line, {});
}

}  // namespace snitt
