#include "ui/theme/theme.h"

#include <QApplication>
#include <QFont>
#include <QPalette>
#include <QToolTip>

#include <utility>

#include "core/log.h"
#include "ui/report/drawing_p.h"
#include "ui/theme/theme_style_p.h"

namespace snitt {

namespace {

constexpr int kFontPx = 13;

// Roles of the active and inactive groups; `disabled*` those of the disabled one.
struct Colours {
  QRgb window, base, alternateBase, button, text, placeholder, toolTip;
  QRgb light, midlight, mid, dark, shadow;
  QRgb highlight, highlightedText, link, linkVisited;
  QRgb disabledText, disabledHighlight;
};

constexpr Colours kDark{.window = 0xff2b2d30,
                        .base = 0xff1e1f22,
                        .alternateBase = 0xff25272a,
                        .button = 0xff393c40,
                        .text = 0xffdfe1e5,
                        .placeholder = 0xffa0a4ab,
                        .toolTip = 0xff3c3f43,
                        .light = 0xff50545a,
                        .midlight = 0xff43464b,
                        .mid = 0xff1f2023,
                        .dark = 0xff18191b,
                        .shadow = 0xff0e0f10,
                        .highlight = 0xff3468b8,
                        .highlightedText = 0xffffffff,
                        .link = 0xff7db2f5,
                        .linkVisited = 0xffc3a6f0,
                        .disabledText = 0xff95989e,
                        .disabledHighlight = 0xff4a4d52};

constexpr Colours kLight{.window = 0xfff2f3f5,
                         .base = 0xffffffff,
                         .alternateBase = 0xfff7f8fa,
                         .button = 0xffebedf0,
                         .text = 0xff1f2328,
                         .placeholder = 0xff63686f,
                         .toolTip = 0xffffffff,
                         .light = 0xffffffff,
                         .midlight = 0xffe1e4e8,
                         .mid = 0xffc9cdd3,
                         .dark = 0xff9fa5ad,
                         .shadow = 0xff6d737b,
                         .highlight = 0xff2f65ca,
                         .highlightedText = 0xffffffff,
                         .link = 0xff1f5fb8,
                         .linkVisited = 0xff6b3fa8,
                         .disabledText = 0xff7c8188,
                         .disabledHighlight = 0xffd5d9de};

QPalette paletteOf(const Colours& c) {
  QPalette palette;
  const auto set = [&palette](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor(colour)); };
  set(QPalette::Window, c.window);
  set(QPalette::Base, c.base);
  set(QPalette::AlternateBase, c.alternateBase);
  set(QPalette::Button, c.button);
  set(QPalette::ToolTipBase, c.toolTip);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
    set(role, c.text);
  set(QPalette::BrightText, c.highlightedText);
  set(QPalette::PlaceholderText, c.placeholder);
  set(QPalette::Light, c.light);
  set(QPalette::Midlight, c.midlight);
  set(QPalette::Mid, c.mid);
  set(QPalette::Dark, c.dark);
  set(QPalette::Shadow, c.shadow);
  set(QPalette::Highlight, c.highlight);
  set(QPalette::HighlightedText, c.highlightedText);
  set(QPalette::Link, c.link);
  set(QPalette::LinkVisited, c.linkVisited);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
    palette.setColor(QPalette::Disabled, role, QColor(c.disabledText));
  palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(c.disabledHighlight));
  for (const auto role : {QPalette::HighlightedText, QPalette::BrightText})
    palette.setColor(QPalette::Disabled, role, QColor(c.text));
  return palette;
}

// Every colour of the sheet is a role of the palette, so one text serves both themes.
const char* const kStyleSheet = R"(
QToolBar { border: none; padding: 2px; spacing: 1px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 2px; }
QToolBar QToolButton:hover { background: palette(midlight); }
QToolBar QToolButton:pressed { background: palette(mid); }
QToolBar QToolButton:checked { background: palette(midlight); border-color: palette(link); }
QToolBar QToolButton:focus { border-color: palette(link); }
QToolBar::separator:horizontal { width: 1px; margin: 4px 5px; background: palette(mid); }
QToolBar::separator:vertical { height: 1px; margin: 5px 4px; background: palette(mid); }
QDockWidget::title { padding: 3px 6px; background: palette(button); text-align: left; }
QMainWindow::separator { width: 4px; height: 4px; background: palette(window); }
QMainWindow::separator:hover { background: palette(highlight); }
QStatusBar::item { border: none; }
QHeaderView::section { background: palette(window); border: none; border-bottom: 1px solid palette(mid); padding: 3px 6px; }
)";

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

QFont interFont() {
  // A font that could not be loaded leaves the desktop's own in place, which is no reason to stop.
  if (const auto loaded = report::startDrawing(); !loaded) log::warning(loaded.error().message);
  QFont font(QStringLiteral("Inter"));
  font.setPixelSize(kFontPx);
  return font;
}

}  // namespace

QPalette darkPalette() { return paletteOf(kDark); }
QPalette lightPalette() { return paletteOf(kLight); }

void applyTheme(QApplication& application, ThemeChoice choice) {
  // Once our palette is set, the desktop's can no longer be asked for.
  static const bool desktopIsDark = isDark(QGuiApplication::palette());
  static bool styled = false;
  if (!std::exchange(styled, true)) {
    QApplication::setStyle(new ThemeStyle);
    QApplication::setFont(interFont());
  }
  const bool dark = choice == ThemeChoice::dark || (choice == ThemeChoice::system && desktopIsDark);
  const QPalette palette = dark ? darkPalette() : lightPalette();
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
  application.setStyleSheet(QString::fromLatin1(kStyleSheet));
}

bool isDarkTheme() { return isDark(QGuiApplication::palette()); }

QColor slideBackdrop() { return isDarkTheme() ? QColor(0x2a, 0x2a, 0x2a) : QColor(0xe4, 0xe4, 0xe4); }

QColor toneColour(Tone tone) {
  const bool dark = isDarkTheme();
  switch (tone) {
    case Tone::good:
      return dark ? QColor(0x6c, 0xc3, 0x8f) : QColor(0x1a, 0x7a, 0x5a);
    case Tone::warning:
      return dark ? QColor(0xf0, 0xa6, 0x3c) : QColor(0x8a, 0x4b, 0x00);
    case Tone::error:
      return dark ? QColor(0xf4, 0x84, 0x8d) : QColor(0xb0, 0x2a, 0x2a);
  }
  return {};
}

}  // namespace snitt
