#include "ui/window/settings_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

#include "ui/window/viewer_settings.h"

namespace snitt {

namespace {

template <class T>
void addChoice(QComboBox& box, const QString& text, T value, T current) {
  box.addItem(text, static_cast<int>(value));
  if (value == current) box.setCurrentIndex(box.count() - 1);
}

template <class T>
T chosen(const QComboBox& box) {
  return static_cast<T>(box.currentData().toInt());
}

}  // namespace

SettingsDialog::SettingsDialog(ViewerSettings& settings, QWidget* parent) : QDialog(parent), m_settings(settings) {
  setWindowTitle(tr("Settings"));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  addLook(*form);
  addReading(*form);
  column->addLayout(form);
  auto* note =
      new QLabel(tr("Memory and threads hold for slides that are opened from now on, the language for windows "
                    "that are opened from now on."));
  note->setWordWrap(true);
  column->addWidget(note);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &SettingsDialog::reject);
  column->addWidget(buttons);
}

void SettingsDialog::addLook(QFormLayout& form) {
  m_theme = new QComboBox;
  addChoice(*m_theme, tr("As the desktop"), ThemeChoice::system, m_settings.theme());
  addChoice(*m_theme, tr("Dark"), ThemeChoice::dark, m_settings.theme());
  addChoice(*m_theme, tr("Light"), ThemeChoice::light, m_settings.theme());
  form.addRow(tr("Theme"), m_theme);
  m_language = new QComboBox;
  addChoice(*m_language, tr("As the desktop"), LanguageChoice::system, m_settings.language());
  addChoice(*m_language, QStringLiteral("English"), LanguageChoice::english, m_settings.language());
  addChoice(*m_language, QStringLiteral("Norsk bokmål"), LanguageChoice::bokmal, m_settings.language());
  form.addRow(tr("Language"), m_language);
  m_map = new QComboBox;
  addChoice(*m_map, QStringLiteral("viridis"), ColourMap::viridis, m_settings.colourMap());
  addChoice(*m_map, QStringLiteral("magma"), ColourMap::magma, m_settings.colourMap());
  addChoice(*m_map, QStringLiteral("inferno"), ColourMap::inferno, m_settings.colourMap());
  addChoice(*m_map, QStringLiteral("plasma"), ColourMap::plasma, m_settings.colourMap());
  addChoice(*m_map, QStringLiteral("coolwarm"), ColourMap::coolwarm, m_settings.colourMap());
  form.addRow(tr("Colours of heatmaps"), m_map);
  m_smooth = new QCheckBox(tr("Smooth heatmaps between tiles"));
  m_smooth->setChecked(m_settings.smoothHeatmap());
  form.addRow(QString(), m_smooth);
  m_profile = new QCheckBox(tr("Apply a slide's colour profile"));
  m_profile->setChecked(m_settings.colourProfile());
  form.addRow(QString(), m_profile);
  m_wheel = new QCheckBox(tr("Turn the wheel the other way round"));
  m_wheel->setChecked(m_settings.wheelInverted());
  form.addRow(QString(), m_wheel);
}

void SettingsDialog::addReading(QFormLayout& form) {
  m_cache = new QSpinBox;
  m_cache->setRange(ViewerSettings::kLeastCacheMiB, ViewerSettings::kMostCacheMiB);
  m_cache->setSingleStep(64);
  m_cache->setSuffix(tr(" MiB"));
  m_cache->setValue(m_settings.cacheMiB());
  m_cache->setToolTip(tr("Memory for the pictures of one slide"));
  form.addRow(tr("Cache for a slide"), m_cache);
  m_threads = new QSpinBox;
  m_threads->setRange(0, ViewerSettings::kMostDecoderThreads);
  m_threads->setSpecialValueText(tr("Automatic"));
  m_threads->setValue(m_settings.decoderThreads());
  form.addRow(tr("Threads for a slide"), m_threads);
  m_scores = new QSpinBox;
  m_scores->setRange(1, ViewerSettings::kMostScoresAtOnce);
  m_scores->setValue(m_settings.scoresAtOnce());
  m_scores->setToolTip(tr("Each needs about 1 GiB of memory; one alone uses all processors"));
  form.addRow(tr("Slides scored side by side"), m_scores);
  m_idle = new QSpinBox;
  m_idle->setRange(ViewerSettings::kLeastIdleMinutes, ViewerSettings::kMostIdleMinutes);
  m_idle->setSuffix(tr(" min"));
  m_idle->setValue(m_settings.idleMinutes());
  m_idle->setToolTip(
      tr("Where several persons use this account: without a key or the mouse for so long, the windows "
         "are locked"));
  form.addRow(tr("Lock a shared account after"), m_idle);
}

void SettingsDialog::accept() {
  m_settings.setTheme(chosen<ThemeChoice>(*m_theme));
  m_settings.setLanguage(chosen<LanguageChoice>(*m_language));
  m_settings.setColourMap(chosen<ColourMap>(*m_map));
  m_settings.setSmoothHeatmap(m_smooth->isChecked());
  m_settings.setColourProfile(m_profile->isChecked());
  m_settings.setWheelInverted(m_wheel->isChecked());
  m_settings.setCacheMiB(m_cache->value());
  m_settings.setDecoderThreads(m_threads->value());
  m_settings.setScoresAtOnce(m_scores->value());
  m_settings.setIdleMinutes(m_idle->value());
  QDialog::accept();
}

}  // namespace snitt
