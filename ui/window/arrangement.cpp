#include "ui/window/arrangement.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/store/account_seal.h"
#include "ui/window/path_text_p.h"
#include "ui/window/versioned_object_p.h"

namespace snitt {

namespace {

constexpr const char* kFormat = "snitt-arrangement/1";
constexpr const char* kPlace = "arrangement";
constexpr std::array kShapes{"normal", "maximised", "fullScreen"};
// What no desktop exceeds; keeps sums of coordinates within an int.
constexpr int kFarthestPx = 1'000'000;

QJsonObject toObject(const WindowArrangement& window) {
  QJsonArray slides;
  for (const auto& slide : window.slides) slides.append(slide.empty() ? QString() : pathToText(slide));
  const QRect& at = window.geometry;
  return {{"x", at.x()},
          {"y", at.y()},
          {"width", at.width()},
          {"height", at.height()},
          {"shape", QLatin1String(kShapes.at(static_cast<std::size_t>(window.shape)))},
          {"state", QString::fromLatin1(window.state.toBase64())},
          {"panes", window.panes},
          {"slides", slides}};
}

// The first fault is kept; reading goes on.
class WindowReader {
 public:
  WindowReader(const QJsonObject& object, std::string& fault) : m_object(object), m_fault(fault) {}

  int number(const char* key, int least, int most) {
    const QJsonValue value = m_object.value(QLatin1String(key));
    const double number = value.toDouble(-1e300);
    if (number >= least && number <= most) return static_cast<int>(number);
    say(std::string(key) + " is no number from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
  }

  WindowShape shape() {
    const std::string text = m_object.value("shape").toString().toStdString();
    const auto found = std::ranges::find_if(kShapes, [&](const char* word) { return text == word; });
    if (found != kShapes.end()) return static_cast<WindowShape>(found - kShapes.begin());
    say("shape is \"" + text + "\", which is not known here");
    return WindowShape::normal;
  }

  QByteArray state() {
    const auto decoded = QByteArray::fromBase64Encoding(m_object.value("state").toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) say("state is no base64");
    return decoded ? *decoded : QByteArray();
  }

  std::vector<std::filesystem::path> slides() {
    std::vector<std::filesystem::path> found;
    for (const QJsonValue value : m_object.value("slides").toArray()) {
      const auto path = pathFromText(value.toString());
      if (!path && value != QJsonValue("")) say("slides holds what is no absolute path");
      found.push_back(path.value_or(std::filesystem::path()));
    }
    return found;
  }

  void say(const std::string& fault) {
    if (m_fault.empty()) m_fault = fault;
  }

 private:
  const QJsonObject& m_object;
  std::string& m_fault;
};

WindowArrangement toWindow(const QJsonObject& object, std::string& fault) {
  WindowReader in(object, fault);
  WindowArrangement window;
  const int x = in.number("x", -kFarthestPx, kFarthestPx);
  const int y = in.number("y", -kFarthestPx, kFarthestPx);
  window.geometry = QRect(x, y, in.number("width", 1, kFarthestPx), in.number("height", 1, kFarthestPx));
  window.shape = in.shape();
  window.state = in.state();
  window.panes = in.number("panes", 1, 4);
  if (window.panes == 3) in.say("panes is 3 and must be 1, 2 or 4");
  window.slides = in.slides();
  window.slides.resize(static_cast<std::size_t>(window.panes));
  return window;
}

}  // namespace

QByteArray formatArrangement(const Arrangement& windows) {
  QJsonArray list;
  for (const WindowArrangement& window : windows) list.append(toObject(window));
  return QJsonDocument(QJsonObject{{"format", kFormat}, {"windows", list}}).toJson();
}

Result<Arrangement> parseArrangement(const QByteArray& json) {
  const auto object = versionedObject(json, kFormat);
  if (!object) return fail(object.error());
  const QJsonValue list = object->value("windows");
  if (!list.isArray()) return fail(ErrorKind::corrupt, "it has no list of windows");
  Arrangement windows;
  std::string fault;
  for (const QJsonValue window : list.toArray()) windows.push_back(toWindow(window.toObject(), fault));
  if (!fault.empty()) return fail(ErrorKind::corrupt, fault);
  return windows;
}

std::filesystem::path ArrangementStore::defaultFile() {
  const auto folder = os::dataFolder();
  return folder.empty() ? folder : folder / "arrangement.json";
}

Result<Arrangement> ArrangementStore::load() const {
  if (m_file.empty()) return Arrangement();
  const auto text = readFile(m_file);
  if (!text && text.error().kind == ErrorKind::notFound) return Arrangement();
  if (!text) return fail(text.error());
  auto windows = openForAccount(*text, kPlace).and_then([](const std::string& json) {
    return parseArrangement(QByteArray::fromStdString(json));
  });
  if (windows) return windows;
  return failIn(m_file.string(), windows.error());
}

Result<void> ArrangementStore::save(const Arrangement& windows) const {
  const std::string context = QCoreApplication::translate("Arrangement", "the arrangement is not kept").toStdString();
  if (m_file.empty())
    return failIn(context, {ErrorKind::io, QCoreApplication::translate("Arrangement",
                                                                       "this account has no folder for it; set "
                                                                       "XDG_DATA_HOME or HOME")
                                               .toStdString()});
  if (const auto there = load(); !there && there.error().kind == ErrorKind::unsupported)
    return failIn(context, there.error());
  if (const auto made = os::makePrivateFolder(m_file.parent_path()); !made) return failIn(context, made.error());
  const auto written =
      sealForAccount(formatArrangement(windows).toStdString(), kPlace).and_then([this](const std::string& sealed) {
        return writePrivateFileAtomically(m_file, sealed);
      });
  if (!written) return failIn(context, written.error());
  return {};
}

}  // namespace snitt
