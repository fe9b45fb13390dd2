// Which annotations of one slide are selected; what tools, list and commands work on. UI thread only.
#pragma once

#include <QObject>

#include <string>
#include <vector>

namespace snitt {

class Selection : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  // In the order in which they were selected; the last one is the one that is edited.
  [[nodiscard]] const std::vector<std::string>& ids() const { return m_ids; }
  [[nodiscard]] bool empty() const { return m_ids.empty(); }
  [[nodiscard]] bool contains(const std::string& id) const;
  [[nodiscard]] std::string current() const { return m_ids.empty() ? std::string() : m_ids.back(); }
  void set(std::vector<std::string> ids);
  void toggle(const std::string& id);
  void clear() { set({}); }

 Q_SIGNALS:
  void changed();

 private:
  std::vector<std::string> m_ids;
};

}  // namespace snitt
