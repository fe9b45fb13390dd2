#include "core/text/one_line.h"

namespace snitt {

std::string oneLine(std::string_view text, std::size_t mostBytes) {
  std::string line;
  for (const char letter : text) line += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
  if (line.size() <= mostBytes) return line;
  std::size_t cut = mostBytes;
  while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
  return line.substr(0, cut) + "…";
}

}  // namespace snitt
