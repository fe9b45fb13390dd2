#include "ui/studies/protocol_look.h"

#include "core/atomic_file.h"

namespace snitt {

ProtocolLook lookAtProtocol(const std::filesystem::path& file) {
  ProtocolLook look;
  look.file = file;
  auto text = readFile(file);
  if (!text) {
    look.fault = text.error();
    return look;
  }
  look.text = std::move(*text);
  auto protocol = validation::parseProtocol(look.text);
  if (protocol)
    look.protocol = std::move(*protocol);
  else
    look.fault = protocol.error();
  if (auto lock = validation::readLockOf(file)) {
    look.isAsLocked = lock->frozen.protocol == look.text;
    look.lock = std::move(*lock);
  } else if (lock.error().kind != ErrorKind::notFound) {
    look.lockFault = lock.error();
  }
  return look;
}

}  // namespace snitt
