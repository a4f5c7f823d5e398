// SPDX-License-Identifier: MIT
// Prints the files that it holds, one after the other.
#include <ping_pong_resources.h>

#include <iostream>

int main() {
  for (const auto& file : resources::ping_pong.files()) std::cout.write(file.begin, file.end - file.begin);
}
