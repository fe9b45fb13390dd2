#include "ui/document/slide_names.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

namespace snitt {

namespace {

constexpr qsizetype kLeastStem = 3;

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

std::filesystem::path fileOf(const std::filesystem::path& slide) {
  return slide.filename().empty() ? slide.parent_path().filename() : slide.filename();
}

// A word of its own: "3" is no part of "3.5", nor a name part of another.
QRegularExpression wholeWord(const QString& word) {
  return QRegularExpression(QStringLiteral("(?<![\\p{L}\\d])%1(?![\\p{L}\\d])").arg(QRegularExpression::escape(word)));
}

// From a slash that begins a word to its last one, with the name behind it, which may hold blanks before its extension.
const QRegularExpression& anyPath() {
  static const QRegularExpression path(
      QStringLiteral("(?:(?<=^)|(?<=[\\s\"'“‘(\\[=]))~?/(?:[^\"“”;:()\\n]*/)?[^\\s\"“”;:(),\\n]*"
                     "(?:[^\"“”;:()\\n/]*?\\.[A-Za-z][A-Za-z0-9]{1,6}\\b)?"));
  return path;
}

}  // namespace

SlideNames& unmaskedNames() {
  static SlideNames names;
  return names;
}

void SlideNames::setUnmasked(bool unmasked) {
  if (std::exchange(m_unmasked, unmasked) != unmasked) Q_EMIT changed();
}

void SlideNames::learn(const std::filesystem::path& slide, const QString& words) {
  const auto known = m_known.find(slide);
  if (words.isEmpty() ? known == m_known.end() : known != m_known.end() && known->second == words) return;
  if (words.isEmpty())
    m_known.erase(known);
  else
    m_known[slide] = words;
  if (!m_unmasked) Q_EMIT changed();
}

QString SlideNames::masked(const std::filesystem::path& slide) const {
  if (const auto known = m_known.find(slide); known != m_known.end()) return known->second;
  const int next = static_cast<int>(m_numbers.size()) + 1;
  return tr("Slide %1").arg(m_numbers.try_emplace(slide, next).first->second);
}

QString SlideNames::name(const std::filesystem::path& slide) const {
  return m_unmasked ? textOf(fileOf(slide)) : masked(slide);
}

QString SlideNames::place(const std::filesystem::path& slide) const {
  return m_unmasked ? textOf(slide) : masked(slide);
}

QString SlideNames::fileStem(const std::filesystem::path& slide) const {
  if (m_unmasked) return textOf(fileOf(slide).stem());
  static const QRegularExpression other(QStringLiteral("[^\\p{L}\\d._-]+"));
  return masked(slide).replace(other, QStringLiteral("_"));
}

QString SlideNames::sentence(const QString& words, const std::filesystem::path& about) const {
  if (m_unmasked || words.isEmpty()) return words;
  std::vector<std::pair<QString, QString>> hidden;
  std::vector<std::pair<QString, QString>> stems;
  const auto hide = [&](const std::filesystem::path& slide) {
    const QString shown = masked(slide);
    hidden.emplace_back(textOf(slide), shown);
    hidden.emplace_back(textOf(fileOf(slide)), shown);
    const QString stem = textOf(fileOf(slide).stem());
    if (stem.size() >= kLeastStem) stems.emplace_back(stem, shown);
  };
  if (!about.empty()) hide(about);
  for (const auto& [slide, number] : m_numbers) hide(slide);
  for (const auto& [slide, known] : m_known) hide(slide);
  std::ranges::stable_sort(hidden, std::ranges::greater(), [](const auto& one) { return one.first.size(); });
  QString text = words;
  for (const auto& [what, shown] : hidden)
    if (!what.isEmpty()) text.replace(what, shown);
  text.replace(anyPath(), QStringLiteral("…"));
  for (const auto& [stem, shown] : stems)
    if (text.contains(stem)) text.replace(wholeWord(stem), shown);
  return text;
}

}  // namespace snitt
