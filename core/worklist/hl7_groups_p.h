// Which segments of a message belong to one order. The standard's structures differ in their order alone: orders with
// their specimens (OML^O21, ORM^O01, OMI^O23), observations with theirs (OUL^R24), specimens with their orders
// (OUL^R22, OUL^R23, OML^O33). What comes first says which it is; that holds for messages that name another structure,
// too.
#pragma once

#include <string_view>
#include <vector>

#include "core/hl7/message.h"
#include "core/worklist/hl7_faults_p.h"

namespace snitt::told {

struct OrderGroup {
  std::vector<hl7::Segment> segments;

  [[nodiscard]] std::vector<hl7::Segment> all(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
};

struct MessageParts {
  OrderGroup head;  // what stands before the first order
  std::vector<OrderGroup> orders;
};

[[nodiscard]] MessageParts partsOf(const hl7::Message& message);

}  // namespace snitt::told
