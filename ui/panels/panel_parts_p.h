// Small parts that the panels share.
#pragma once

#include <QColor>
#include <QLabel>
#include <QPalette>
#include <QPixmap>
#include <QString>
#include <QToolButton>

namespace snitt {

// A triangle with an exclamation mark, readable on the palette's window colour.
[[nodiscard]] QPixmap warningSign(const QPalette& palette, int sizePx, qreal dpr);

// A cross to close with, in the palette's text colour, in a flat button.
[[nodiscard]] QToolButton* makeCloseButton(QWidget* parent, const QString& accessibleName);

// `share` of `over` laid on `under`.
[[nodiscard]] QColor mixed(const QColor& under, const QColor& over, double share);

// Text of second rank that still reads well.
[[nodiscard]] QColor mutedText(const QPalette& palette);

enum class BannerTone { notice, fault };

// The background of a banner with its rule below: tinted window colour, so it fits both themes.
void paintBanner(QWidget& banner, BannerTone tone);

// A label for sentences that come from files or people: never taken for rich text, wrapped, can be copied.
[[nodiscard]] QLabel* makeSentence(QWidget* parent);

// The same in a smaller size, for what is said beside a control.
[[nodiscard]] QLabel* makeNote(QWidget* parent);

// The warning sign beside a sentence; redrawn by a call when palette or screen change.
void showWarningSign(QLabel& label);

}  // namespace snitt
