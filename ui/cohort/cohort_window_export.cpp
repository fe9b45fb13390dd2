// CohortWindow: what is saved from it.
#include <QDir>
#include <QFileDialog>
#include <QRegularExpression>

#include "core/atomic_file.h"
#include "core/text/identity.h"
#include "ui/cohort/cohort_chart.h"
#include "ui/cohort/cohort_tables_pane.h"
#include "ui/cohort/cohort_window.h"
#include "ui/cohort/cohort_words.h"
#include "ui/cohort/patient_table.h"
#include "ui/cohort/slide_table.h"
#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

// Of the settings' folders: where tables and pictures went the last time.
const QString kPurpose = QStringLiteral("cohort-exports");

Result<charts::ChartFormat> formatOf(const std::filesystem::path& file) {
  const QString ending = QString::fromStdString(file.extension().string()).toLower();
  if (ending == QLatin1String(".svg")) return charts::ChartFormat::svg;
  if (ending == QLatin1String(".pdf")) return charts::ChartFormat::pdf;
  if (ending == QLatin1String(".png")) return charts::ChartFormat::png;
  return fail(ErrorKind::usage, file.filename().string() + ": a picture ends in .svg, .pdf or .png");
}

}  // namespace

QString CohortWindow::fileStem() const {
  if (!m_parts.names->unmasked()) return QStringLiteral("cohort");
  QString stem = title();
  stem.replace(QRegularExpression(QStringLiteral("[^\\w.-]+")), QStringLiteral("-"));
  return stem.isEmpty() ? QStringLiteral("cohort") : stem;
}

Result<void> CohortWindow::savePicture(const CohortChart& chart, const std::filesystem::path& file) const {
  const auto format = formatOf(file);
  if (!format) return fail(format.error());
  charts::ChartOutput output;
  output.format = *format;
  output.date = utcNow();
  const auto bytes = chart.picture()(output);
  if (!bytes) return fail(bytes.error());
  return writeFileAtomically(file, *bytes);
}

// Names of files are for whoever may see them, on the disk as well.
Result<void> CohortWindow::saveTable(bool slides, const std::filesystem::path& file) const {
  if (slides && m_tables->slides().namesShown()) return writePrivateFileAtomically(file, m_tables->slides().csv());
  return writeFileAtomically(file, slides ? m_tables->slides().csv() : m_tables->patients().csv());
}

QString CohortWindow::askFile(const QString& words, const QString& name, const QString& filters) {
  const auto kept = m_parts.settings == nullptr || !m_parts.names->unmasked() ? std::filesystem::path()
                                                                              : m_parts.settings->folder(kPurpose);
  const QString folder = kept.empty() ? QDir::homePath() : QString::fromStdString(kept.string());
  QString chosen;
  QString file = QFileDialog::getSaveFileName(this, words, folder + QLatin1Char('/') + name, filters, &chosen);
  if (file.isEmpty()) return file;
  // A name without an ending gets that of the kind that was chosen.
  static const QRegularExpression kEnding(QStringLiteral("\\*(\\.\\w+)"));
  const QString ending = kEnding.match(chosen.isEmpty() ? filters : chosen).captured(1);
  if (QFileInfo(file).suffix().isEmpty()) file += ending;
  if (m_parts.settings != nullptr) m_parts.settings->setFolder(kPurpose, QFileInfo(file).path().toStdString());
  return file;
}

void CohortWindow::askPicture(CohortChart* chart) {
  const QString file = askFile(tr("Save a picture"), QStringLiteral("%1-%2.svg").arg(fileStem(), chart->stem()),
                               tr("SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"));
  if (file.isEmpty()) return;
  if (const auto saved = savePicture(*chart, file.toStdString()); !saved)
    say(m_parts.names->sentence(faultWords(saved.error())));
}

void CohortWindow::askTable(bool slides) {
  const QString name = slides ? QStringLiteral("%1-slides.csv") : QStringLiteral("%1-patients.csv");
  const QString file = askFile(tr("Save a table"), name.arg(fileStem()), tr("CSV (*.csv)"));
  if (file.isEmpty()) return;
  if (const auto saved = saveTable(slides, file.toStdString()); !saved)
    say(m_parts.names->sentence(faultWords(saved.error())));
}

}  // namespace snitt
