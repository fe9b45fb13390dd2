// One function for each kind of a variant, for std::visit.
#pragma once

namespace snitt::document {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};

}  // namespace snitt::document
