// How the program looks: Qt's Fusion style with palettes of our own, the embedded Inter font and one small style sheet.
// Widgets take their colours from the palette; what a palette has no role for is given here. UI thread only.
#pragma once

#include <QColor>

class QApplication;
class QPalette;

namespace snitt {

enum class ThemeChoice { system, dark, light };

// Text meets 4.5:1 on what it is drawn on, disabled text 3:1 (WCAG 2.1's contrast).
[[nodiscard]] QPalette darkPalette();
[[nodiscard]] QPalette lightPalette();

// May be called again at any time; open windows and icons follow. `system` is dark where the desktop's own palette was
// dark when the first theme was applied.
void applyTheme(QApplication& application, ThemeChoice choice);

// Whether the palette in use is dark.
[[nodiscard]] bool isDarkTheme();

// What lies around a slide. Without any hue, so that it does not tint how the stain is seen.
[[nodiscard]] QColor slideBackdrop();

// Colours for words and signs beside the palette's, readable on Window and Base. Never the only sign.
enum class Tone { good, warning, error };
[[nodiscard]] QColor toneColour(Tone tone);

}  // namespace snitt
