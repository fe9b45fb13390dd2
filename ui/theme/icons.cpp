#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QSvgRenderer>

#include "core/log.h"
#include "ui/theme/theme.h"

namespace snitt {

namespace {

const QString kFolder = QStringLiteral(":/snitt/icons/");

struct IconColours {
  QColor text;     // lines and fills
  QColor accent;   // the few blue parts
  QColor warning;  // only where the icon is the warning or the error itself
  QColor error;
  QColor ground;  // signs cut out of a filled shape
};

IconColours coloursFor(const QString& name, QIcon::Mode mode) {
  const QPalette palette = QGuiApplication::palette();
  const auto plain = [&palette](const QColor& one) {
    return IconColours{one, one, one, one, palette.color(QPalette::Base)};
  };
  if (mode == QIcon::Disabled) return plain(palette.color(QPalette::Disabled, QPalette::ButtonText));
  if (mode == QIcon::Selected) {
    IconColours colours = plain(palette.color(QPalette::HighlightedText));
    colours.ground = palette.color(QPalette::Highlight);
    return colours;
  }
  IconColours colours = plain(palette.color(QPalette::ButtonText));
  colours.accent = palette.color(QPalette::Link);
  // A red bin or cross in every tool bar would shout; red and amber are kept for what has gone wrong.
  if (name == QLatin1String("warning")) colours.warning = toneColour(Tone::warning);
  if (name == QLatin1String("error")) colours.error = toneColour(Tone::error);
  return colours;
}

// Breeze paints with "currentColor", which a style sheet in each file sets by class, and here and there with the
// theme's own colours written out.
QByteArray recoloured(const QByteArray& svg, const IconColours& colours) {
  static const QRegularExpression rule(QStringLiteral("\\.ColorScheme-([A-Za-z]+)\\s*\\{[^}]*\\}"));
  static const QRegularExpression white(QStringLiteral("#(fff(fff)?)(?![0-9a-fA-F])"));
  QString text = QString::fromUtf8(svg);
  text.replace(white, colours.ground.name()).replace(QLatin1String("#232629"), colours.text.name());
  QString result;
  qsizetype done = 0;
  for (auto found = rule.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    const QString name = match.captured(1);
    const QColor& colour = name == QLatin1String("NegativeText")  ? colours.error
                           : name == QLatin1String("NeutralText") ? colours.warning
                           : name == QLatin1String("Highlight")   ? colours.accent
                           : name == QLatin1String("Background")  ? colours.ground
                                                                  : colours.text;
    result += text.mid(done, match.capturedStart() - done);
    result += QStringLiteral(".ColorScheme-%1{color:%2}").arg(name, colour.name());
    done = match.capturedEnd();
  }
  result += text.mid(done);
  return result.toUtf8();
}

// What has colours of its own turns grey as well.
void fade(QImage& image) {
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) {
      const QColor colour = image.pixelColor(x, y);
      if (colour.alpha() == 0 || colour.saturation() < 40) continue;
      const int grey = qGray(colour.rgb());
      image.setPixelColor(x, y, QColor(grey, grey, grey, colour.alpha() / 2));
    }
}

QByteArray contents(const QString& name) {
  QFile file(kFolder + name + QStringLiteral(".svg"));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class ThemeIconEngine : public QIconEngine {
 public:
  // `small` is drawn on a grid of 16 pixels, the other one on 22; it may be empty.
  ThemeIconEngine(QString name, QByteArray svg, QByteArray small)
      : m_name(std::move(name)), m_svg(std::move(svg)), m_small(std::move(small)) {}

  void paint(QPainter* painter, const QRect& area, QIcon::Mode mode, QIcon::State state) override {
    const double ratio = painter->device()->devicePixelRatio();
    QPixmap drawn = pixmap((QSizeF(area.size()) * ratio).toSize(), mode, state);
    drawn.setDevicePixelRatio(ratio);
    painter->drawPixmap(area.topLeft(), drawn);
  }

  // `size` in device pixels.
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
    if (size.isEmpty()) return {};
    const IconColours colours = coloursFor(m_name, mode);
    const QString key = QStringLiteral("snitt/%1/%2x%3/%4/%5")
                            .arg(m_name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(static_cast<int>(mode))
                            .arg(colours.text.name() + colours.ground.name());
    QPixmap result;
    if (QPixmapCache::find(key, &result)) return result;
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const int side = qMin(size.width(), size.height());
    const bool small = !m_small.isEmpty() && side % 22 != 0 && side % 16 == 0;
    QSvgRenderer renderer(recoloured(small ? m_small : m_svg, colours));
    QPainter painter(&image);
    renderer.render(&painter, QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
    painter.end();
    if (mode == QIcon::Disabled) fade(image);
    result = QPixmap::fromImage(image);
    QPixmapCache::insert(key, result);
    return result;
  }

  QIconEngine* clone() const override { return new ThemeIconEngine(m_name, m_svg, m_small); }
  QString key() const override { return QStringLiteral("snitt"); }
  QString iconName() override { return m_name; }
  bool isNull() override { return false; }

 private:
  QString m_name;
  QByteArray m_svg;
  QByteArray m_small;
};

}  // namespace

QIcon icon(const QString& name) {
  const QByteArray svg = contents(name);
  if (svg.isEmpty()) {
    log::warning("there is no icon named \"" + name.toStdString() + "\"");
    return {};
  }
  return QIcon(new ThemeIconEngine(name, svg, contents(QStringLiteral("16/") + name)));
}

QIcon icon(const char* name) { return icon(QString::fromLatin1(name)); }

QIcon programIcon() {
  QSvgRenderer renderer(QStringLiteral(":/snitt/snitt.svg"));
  QIcon sizes;
  // Drawn here: the plugin that makes icons of SVG files need not be installed.
  for (const int side : {16, 22, 24, 32, 48, 64, 128, 256}) {
    QPixmap picture(side, side);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    sizes.addPixmap(picture);
  }
  return sizes;
}

QStringList iconNames() {
  QStringList names = QDir(kFolder).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name);
  for (QString& name : names) name.chop(4);
  return names;
}

}  // namespace snitt
