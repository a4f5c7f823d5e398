// SPDX-License-Identifier: MIT
#pragma once

// All of Transom for an application's main process.
#include <transom/app.h>
#include <transom/async_generator.h>
#include <transom/browser_window.h>
#include <transom/ipc_main.h>
#include <transom/message_port.h>
#include <transom/task.h>
#include <transom/utility_process.h>
#include <transom/value.h>
#include <transom/version.h>
#include <transom/web_contents.h>
#include <transom/web_frame_main.h>
#include <transom/write_types.h>
