# Language, warnings and output folders for every target of the tree.
option(SNITT_TESTS "Build the tests, their fixtures and the benchmarks" ON)
option(SNITT_SYSTEM_OPENSLIDE "Link the distribution's OpenSlide instead of the wheel's 4.0.1" OFF)
option(SNITT_FUZZ "Build the fuzz targets alone, with clang's libFuzzer (preset fuzz)" OFF)
set(SNITT_SANITIZE "" CACHE STRING "Value of -fsanitize= for all targets (address,undefined or thread)")
set(SNITT_VENV "${CMAKE_SOURCE_DIR}/.venv" CACHE PATH "Python environment that holds the torch and openslide-bin wheels")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# Programs find the wheels' shared libraries by absolute rpath: nothing has to be exported by the user.
set(CMAKE_BUILD_RPATH_USE_ORIGIN OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(snitt_options INTERFACE)
target_compile_options(snitt_options INTERFACE
  -Wall -Wextra -Werror
  -Wshadow              # a shadowed member or argument has hidden real faults
  -Wnon-virtual-dtor    # readers and networks are deleted through their interface
  -Wold-style-cast
  -Wconversion          # pixel arithmetic: each narrowing is written out
  -Wno-sign-conversion  # sizes and indices mix with OpenCV's and LibTorch's signed ones everywhere
)
target_include_directories(snitt_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(snitt_options INTERFACE QT_NO_KEYWORDS)
if(SNITT_SANITIZE)
  add_compile_options(-fsanitize=${SNITT_SANITIZE} -fno-omit-frame-pointer -g)
  add_link_options(-fsanitize=${SNITT_SANITIZE})
endif()
if(SNITT_FUZZ)
  # Whatever a sanitizer says is a finding. Clang warns of other things than GCC, which the other presets build with.
  add_compile_options(-fsanitize=fuzzer-no-link -fno-sanitize-recover=all -Wno-error)
endif()
