// SPDX-License-Identifier: MIT
document.getElementById('text').textContent += ', changed by its script';
