// The sentences that tell a person what a score says, made of the score's values. Pure functions; the texts are
// translated, except for those that the score itself carries (reasons, findings, names).
#pragma once

#include <QString>

#include <string_view>
#include <vector>

#include "core/score.h"

namespace snitt {

[[nodiscard]] inline QString toQString(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// `meaningless`: an untrained bundle's class, which never looks like one that means something. `none`: no class, and no
// reason for it.
enum class ClassKind { good, uncertain, poor, notAssessable, meaningless, none };

struct ClassWord {
  ClassKind kind = ClassKind::none;
  QString word;  // "Good prognosis"
  QString note;  // a sentence below it; often empty
};
[[nodiscard]] ClassWord classWord(const Score& score);

// From what a person should know to what takes the meaning from a result.
enum class Severity { note, caution, serious };

enum class BannerKind {
  stale,
  research,
  untrained,
  demonstrator,
  outsideScope,
  notAssessable,
  givenOutline,
  untrustedCode
};

struct Banner {
  BannerKind kind;
  Severity severity;
  QString title;   // "Outside scope"
  QString detail;  // a sentence or two; never empty
  bool operator==(const Banner&) const = default;
};
// In the order in which they are shown. Never empty: no score of this program is a diagnosis.
[[nodiscard]] std::vector<Banner> bannersOf(const Score& score);

// The score's own sentence; empty where a banner already says all of it.
[[nodiscard]] QString whySentence(const Score& score);

// "0.216 below the threshold 0.500", with as many digits as it takes to be true; "Not scored; the threshold is 0.500".
[[nodiscard]] QString distanceSentence(const ScoredResolution& resolution);

// "5 members 0.223–0.319, SD 0.036" (of the sample, n − 1); empty without members.
[[nodiscard]] QString spreadSentence(const ScoredResolution& resolution);

// The class that one resolution stands for: "good", "poor"; "no class" where it has none.
[[nodiscard]] QString sideWord(const ScoredResolution& resolution);

// "1 tile", "3,604 tiles".
[[nodiscard]] QString tileCount(std::int64_t tiles);

// "2.1 %", "0 %", "< 0.1 %" for a share in [0, 1]; "not measured" for NaN.
[[nodiscard]] QString percentText(double share);

[[nodiscard]] QString statusWord(BundleStatus status);  // "Clinical research"

}  // namespace snitt
