#include <cmath>

#include <nlohmann/json.hpp>

#include "core/json_writer_p.h"
#include "core/text/number.h"

namespace snitt {
namespace {

std::string quoted(std::string_view text) {
  return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void JsonWriter::lineBreak(Layout layout) {
  if (layout == Layout::oneLine) return;
  m_text += '\n';
  m_text.append(2 * m_levels.size(), ' ');
}

void JsonWriter::beginItem() {
  if (m_afterKey || m_levels.empty()) {
    m_afterKey = false;
    return;
  }
  Level& level = m_levels.back();
  if (!level.empty) m_text += level.layout == Layout::oneLine ? ", " : ",";
  level.empty = false;
  lineBreak(level.layout);
}

JsonWriter& JsonWriter::key(std::string_view key) {
  beginItem();
  m_text += quoted(key) + ": ";
  m_afterKey = true;
  return *this;
}

void JsonWriter::open(char opening, char closing, Layout layout) {
  beginItem();
  if (!m_levels.empty() && m_levels.back().layout == Layout::oneLine) layout = Layout::oneLine;
  m_text += opening;
  m_levels.push_back({closing, layout, true});
}

void JsonWriter::close() {
  const Level level = m_levels.back();
  m_levels.pop_back();
  if (!level.empty) lineBreak(level.layout);
  m_text += level.closing;
}

void JsonWriter::raw(std::string_view json) {
  beginItem();
  m_text += json;
}

void JsonWriter::text(std::string_view value) { raw(quoted(value)); }
void JsonWriter::textOrNull(std::string_view value) { value.empty() ? null() : text(value); }
void JsonWriter::number(double value) { std::isfinite(value) ? raw(shortest(value)) : null(); }
void JsonWriter::number(std::optional<double> value) { value ? number(*value) : null(); }
void JsonWriter::integer(std::int64_t value) { raw(std::to_string(value)); }
void JsonWriter::flag(bool value) { raw(value ? "true" : "false"); }
void JsonWriter::null() { raw("null"); }

std::string JsonWriter::take() {
  m_text += '\n';
  return std::move(m_text);
}

}  // namespace snitt
