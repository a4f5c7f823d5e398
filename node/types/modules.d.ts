// SPDX-License-Identifier: MIT
// What the names of the modules stand for.

declare namespace Electron {
  /** What `require` gives in main processes. */
  namespace Main {
    export import Access = Electron.Access;
    export import App = Electron.App;
    export import BrowserWindow = Electron.BrowserWindow;
    export import BrowserWindowConstructorOptions = Electron.BrowserWindowConstructorOptions;
    export import ConsoleMessageEvent = Electron.ConsoleMessageEvent;
    export import Event = Electron.Event;
    export import ForkOptions = Electron.ForkOptions;
    export import HandlerDetails = Electron.HandlerDetails;
    export import IpcMain = Electron.IpcMain;
    export import IpcMainEvent = Electron.IpcMainEvent;
    export import IpcMainInvokeEvent = Electron.IpcMainInvokeEvent;
    export import LoadFileOptions = Electron.LoadFileOptions;
    export import MessageChannelMain = Electron.MessageChannelMain;
    export import MessageEvent = Electron.MessageEvent;
    export import MessagePortMain = Electron.MessagePortMain;
    export import NavigationEvent = Electron.NavigationEvent;
    export import NavigationRules = Electron.NavigationRules;
    export import OpenDevToolsOptions = Electron.OpenDevToolsOptions;
    export import ParentPort = Electron.ParentPort;
    export import RenderProcessGoneDetails = Electron.RenderProcessGoneDetails;
    export import ServeOptions = Electron.ServeOptions;
    export import UtilityProcess = Electron.UtilityProcess;
    export import utilityProcess = Electron.utilityProcess;
    export import WebContents = Electron.WebContents;
    export import WebFrameMain = Electron.WebFrameMain;
    export import WebPreferences = Electron.WebPreferences;
    export import WindowOpenHandlerResponse = Electron.WindowOpenHandlerResponse;
    export import webContents = Electron.WebContents;
    const app: App;
    const ipcMain: IpcMain;
  }

  /** In preload scripts; in pages with `nodeIntegration` and without `contextIsolation`, too. */
  namespace Renderer {
    export import ContextBridge = Electron.ContextBridge;
    export import IpcRenderer = Electron.IpcRenderer;
    export import IpcRendererEvent = Electron.IpcRendererEvent;
    const contextBridge: ContextBridge;
    const ipcRenderer: IpcRenderer;
  }

  /** Both: one name for all. */
  namespace CrossProcessExports {
    export import Access = Electron.Access;
    export import App = Electron.App;
    export import BrowserWindow = Electron.BrowserWindow;
    export import BrowserWindowConstructorOptions = Electron.BrowserWindowConstructorOptions;
    export import ConsoleMessageEvent = Electron.ConsoleMessageEvent;
    export import Event = Electron.Event;
    export import ForkOptions = Electron.ForkOptions;
    export import HandlerDetails = Electron.HandlerDetails;
    export import IpcMain = Electron.IpcMain;
    export import IpcMainEvent = Electron.IpcMainEvent;
    export import IpcMainInvokeEvent = Electron.IpcMainInvokeEvent;
    export import LoadFileOptions = Electron.LoadFileOptions;
    export import MessageChannelMain = Electron.MessageChannelMain;
    export import MessageEvent = Electron.MessageEvent;
    export import MessagePortMain = Electron.MessagePortMain;
    export import NavigationEvent = Electron.NavigationEvent;
    export import NavigationRules = Electron.NavigationRules;
    export import OpenDevToolsOptions = Electron.OpenDevToolsOptions;
    export import ParentPort = Electron.ParentPort;
    export import RenderProcessGoneDetails = Electron.RenderProcessGoneDetails;
    export import ServeOptions = Electron.ServeOptions;
    export import UtilityProcess = Electron.UtilityProcess;
    export import utilityProcess = Electron.utilityProcess;
    export import WebContents = Electron.WebContents;
    export import WebFrameMain = Electron.WebFrameMain;
    export import WebPreferences = Electron.WebPreferences;
    export import WindowOpenHandlerResponse = Electron.WindowOpenHandlerResponse;
    export import webContents = Electron.WebContents;
    const app: App;
    const ipcMain: IpcMain;
    export import ContextBridge = Electron.ContextBridge;
    export import IpcRenderer = Electron.IpcRenderer;
    export import IpcRendererEvent = Electron.IpcRendererEvent;
    const contextBridge: ContextBridge;
    const ipcRenderer: IpcRenderer;
  }
}

declare module 'transom' {
  export = Electron.CrossProcessExports;
}
declare module 'transom/main' {
  export = Electron.Main;
}
declare module 'transom/common' {
  export = Electron.CrossProcessExports;
}
declare module 'transom/renderer' {
  export = Electron.Renderer;
}
declare module 'electron' {
  export = Electron.CrossProcessExports;
}
declare module 'electron/main' {
  export = Electron.Main;
}
declare module 'electron/common' {
  export = Electron.CrossProcessExports;
}
declare module 'electron/renderer' {
  export = Electron.Renderer;
}
