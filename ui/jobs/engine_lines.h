// What `snitt score --json` and `snitt cohort --json` print on standard error, line by line: events as JSON, sentences
// as text. Whatever else comes (a library's chatter, bytes that are no text, a line without an end) is tolerated and
// takes no memory to speak of. Pure; any thread.
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace snitt {

struct EngineProgress {
  QString stage;  // "open", "tissue", "segment", "tile", "score"
  std::int64_t done = 0;
  std::int64_t total = 0;
  double etaSeconds = 0;  // of this stage; 0: not known yet
  // Of a cohort: how fast it goes, and why it waits; 0 and empty where it does not say.
  double slidesPerHour = 0;
  QString waiting = {};
};

// What the score is heading for; never stored as a score.
struct EngineEstimate {
  QString resolution;  // "40x"
  double score = 0;
  double lower95 = 0;
  double upper95 = 0;
  QString prognosis;     // "good", "uncertain", "poor"; empty where there is none
  bool settled = false;  // every interval lies on one side of its threshold
};

struct EngineLine {
  std::optional<EngineProgress> progress;
  std::optional<EngineEstimate> estimate;
  QString sentence;  // "snitt: …" without the name; also a notice; empty for anything else
};
// Numbers that are no numbers, or out of range, make no event.
[[nodiscard]] EngineLine parseEngineLine(const QByteArray& line);

// Cuts a stream into lines. A line of more than 64 KiB is dropped as a whole.
class LineCutter {
 public:
  static constexpr qsizetype kLongestLine = 64 << 10;

  [[nodiscard]] std::vector<QByteArray> feed(const QByteArray& bytes);
  // What stands there without a line feed at the end of the stream.
  [[nodiscard]] QByteArray rest();

 private:
  void append(const char* from, qsizetype count);

  QByteArray m_line;
  bool m_dropping = false;
};

}  // namespace snitt
