// Colours and text styles of a report. Every colour that means something is also said in words.
#pragma once

#include "core/score.h"
#include "ui/report/pdf_page_p.h"

namespace snitt::report {

inline const QColor kInk{0x1f, 0x24, 0x2b};
inline const QColor kFaint{0x5b, 0x65, 0x72};
inline const QColor kRule{0xd3, 0xd8, 0xde};
inline const QColor kPanel{0xf4, 0xf6, 0xf8};
inline const QColor kGood{0x1a, 0x7a, 0x5a};
inline const QColor kGoodTint{0xe3, 0xf2, 0xec};
inline const QColor kPoor{0xb0, 0x2a, 0x2a};
inline const QColor kPoorTint{0xf9, 0xe6, 0xe4};
inline const QColor kUncertain{0x8a, 0x5a, 0x00};
inline const QColor kNone{0x4a, 0x52, 0x5c};
inline const QColor kWarn{0x8a, 0x4b, 0x00};
inline const QColor kWarnTint{0xff, 0xf1, 0xd9};
inline const QColor kOutline{0x00, 0x3b, 0xb3};
inline const QColor kOtherOutline{0xd0, 0x5a, 0x00};

inline const TextStyle kBody{7.6, Weight::regular, kInk};
inline const TextStyle kSmall{6.6, Weight::regular, kFaint};
inline const TextStyle kHeading{8.6, Weight::bold, kInk};

[[nodiscard]] inline QString qs(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

[[nodiscard]] inline QColor colourOf(Prognosis prognosis) {
  return prognosis == Prognosis::good ? kGood : prognosis == Prognosis::poor ? kPoor : kUncertain;
}

}  // namespace snitt::report
