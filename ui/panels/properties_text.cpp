#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include "ui/cases/case_words.h"
#include "ui/panels/properties_text_p.h"
#include "ui/view/scale_text.h"

namespace snitt {

namespace {

constexpr double kUmPerMm = 1000;

struct Text {
  Q_DECLARE_TR_FUNCTIONS(PropertiesPanel)
};

QString escaped(const QString& text) { return text.toHtmlEscaped(); }
QString escaped(const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); }
QString native(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }
QString orUnknown(const std::string& text) { return text.empty() ? Text::tr("Not stated") : escaped(text); }
QString decimals(double value, int count) { return QLocale().toString(value, 'f', count); }

// Rows of two cells, groups with a heading; kept as one table so that all values stand in one column.
class Table {
 public:
  explicit Table(const PropertiesText& text) : m_text(text) {}

  void group(const QString& title) {
    const QString above = m_html.isEmpty() ? QStringLiteral("0") : QStringLiteral("10");
    m_html += QStringLiteral("<tr><td colspan='2' style='padding-top:%1px;padding-bottom:2px;'><b>%2</b></td></tr>")
                  .arg(above, escaped(title));
  }
  // `value` is HTML.
  void row(const QString& name, const QString& value) {
    m_html += QStringLiteral(
                  "<tr><td width='%4' style='color:%1;padding-right:8px;padding-bottom:2px;'>%2</td>"
                  "<td style='padding-bottom:2px;'>%3</td></tr>")
                  .arg(m_text.nameColour.name(), escaped(name), value)
                  .arg(m_text.nameWidthPx);
  }
  void sentence(const QString& html) {
    m_html += QStringLiteral("<tr><td colspan='2' style='padding-bottom:3px;'>%1</td></tr>").arg(html);
  }
  [[nodiscard]] QString html() const {
    return QStringLiteral("<table width='100%' cellspacing='0' cellpadding='0'>") + m_html + QStringLiteral("</table>");
  }

 private:
  const PropertiesText& m_text;
  QString m_html;
};

QString levelsHtml(const SlideInfo& info) {
  QStringList lines;
  for (const Level& level : info.levels)
    lines << Text::tr("%1 (1:%2)")
                 .arg(sizeTextPx(level.widthPx, level.heightPx), QLocale().toString(level.downsample, 'g', 4))
                 .replace(QLatin1Char(' '), QChar(QChar::Nbsp));
  return lines.join(QStringLiteral("<br>"));
}

QString pathHtml(const PropertiesText& text) {
  if (!text.pathShown) return QStringLiteral("<a href='path'>%1</a>").arg(Text::tr("Show path"));
  QStringList lines;
  for (const auto& file : text.info.files) lines << escaped(native(file));
  if (lines.isEmpty()) lines << escaped(native(text.info.path));
  return lines.join(QStringLiteral("<br>")) + QStringLiteral("<br><a href='path'>%1</a>").arg(Text::tr("Hide path"));
}

void addSlide(Table& table, const PropertiesText& text) {
  const SlideInfo& info = text.info;
  table.group(Text::tr("Slide"));
  const bool masked = !text.maskedName.isNull();
  table.row(Text::tr("Name"), masked ? escaped(text.maskedName) : escaped(native(info.path.filename())));
  if (!info.levels.empty()) {
    const Level& finest = info.levels.front();
    table.row(Text::tr("Size"), sizeTextPx(finest.widthPx, finest.heightPx));
    if (text.mpp)
      table.row(QString(), Text::tr("%1 × %2 mm")
                               .arg(decimals(static_cast<double>(finest.widthPx) * text.mpp->x / kUmPerMm, 2),
                                    decimals(static_cast<double>(finest.heightPx) * text.mpp->y / kUmPerMm, 2)));
    table.row(Text::tr("Levels"), levelsHtml(info));
  }
  table.row(Text::tr("Format"), orUnknown(info.vendor));
  table.row(Text::tr("Read by"), orUnknown(info.reader));
  table.row(Text::tr("Files"), QLocale().toString(static_cast<qlonglong>(std::max<std::size_t>(1, info.files.size()))));
  if (!masked) table.row(Text::tr("Path"), pathHtml(text));
  table.row(Text::tr("Fingerprint"),
            text.fingerprint.isEmpty() ? Text::tr("Not known yet") : escaped(text.fingerprint));
}

QString sourceHtml(const PropertiesText& text) {
  const QString typedBy = QStringLiteral("typed by ");
  if (text.mppSource.startsWith(typedBy))
    return Text::tr("Typed by %1").arg(escaped(text.mppSource.mid(typedBy.size())));
  if (text.mppSource != QLatin1String("file")) return escaped(text.mppSource);
  return text.info.mppOrigin.empty() ? Text::tr("The file")
                                     : Text::tr("The file: %1").arg(escaped(text.info.mppOrigin));
}

void addScale(Table& table, const PropertiesText& text) {
  table.group(Text::tr("Scale"));
  if (text.mpp) {
    table.row(Text::tr("µm per pixel"), Text::tr("x %1, y %2").arg(decimals(text.mpp->x, 4), decimals(text.mpp->y, 4)));
    table.row(Text::tr("Source"), sourceHtml(text));
  } else {
    table.row(Text::tr("µm per pixel"), Text::tr("Unknown: lengths are in pixels"));
    if (!text.info.mppOrigin.empty()) table.row(Text::tr("Why"), escaped(text.info.mppOrigin));
  }
  table.row(Text::tr("Objective"), text.info.magnification
                                       ? Text::tr("%1 by the file, a hint").arg(timesText(*text.info.magnification))
                                       : Text::tr("Not stated"));
}

}  // namespace

QString propertiesHtml(const PropertiesText& text) {
  Table table(text);
  addSlide(table, text);
  addScale(table, text);
  table.group(Text::tr("Scanner"));
  table.row(Text::tr("Make"), orUnknown(text.info.scanner));
  table.group(Text::tr("Colour"));
  table.row(Text::tr("Profile"), text.profileName.isNull()    ? Text::tr("None: shown as sRGB")
                                 : text.profileName.isEmpty() ? Text::tr("Present, without a name")
                                                              : escaped(text.profileName));
  table.group(Text::tr("Findings"));
  if (text.info.findings.empty()) table.sentence(Text::tr("Nothing unusual was found in this file."));
  for (const std::string& finding : text.info.findings) {
    QString sentence = escaped(finding);
    if (!sentence.isEmpty()) sentence[0] = sentence[0].toUpper();
    table.sentence(QStringLiteral("<table cellspacing='0' cellpadding='0'><tr><td width='20'><img src='warning'></td>"
                                  "<td>%1</td></tr></table>")
                       .arg(sentence));
  }
  if (text.maskedName.isNull()) return table.html();
  table.group(Text::tr("Not shown"));
  table.sentence(escaped(Text::tr("The file's name and path, and what else it says of itself, may name the patient. %1")
                             .arg(needsPermission(Permission::unmask))));
  return table.html();
}

}  // namespace snitt
