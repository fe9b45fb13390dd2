# snitt_layer(NAME SOURCES... PUBLIC libs... PRIVATE libs...): one static library a layer.
# PUBLIC names the layers that its headers may include, PRIVATE the third parties of its .cpp files.
function(snitt_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(snitt_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(snitt_${name} PUBLIC snitt_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()
