@echo off
rem Audio2Face Modkit. The first run brings this machine to work and builds; every run then starts the program.
rem After a change of sources: a2f.cmd builds again when git names another commit, or when artifacts\built-from is deleted.
setlocal
set "root=%~dp0"
where dotnet >nul 2>nul || (echo error SET01: The .NET SDK is not installed. Install version 10: winget install Microsoft.DotNet.SDK.10 1>&2 & exit /b 10)
set "now=unknown"
for /f %%c in ('git -C "%root%." rev-parse HEAD 2^>nul') do set "now=%%c"
set "built="
if exist "%root%artifacts\a2f\a2f.dll" if exist "%root%artifacts\built-from" set /p built=<"%root%artifacts\built-from"
if "%built%"=="%now%" goto run

where ffmpeg >nul 2>nul || echo a2f: warning SET04: Not installed: ffmpeg. What needs it will say so; to install: winget install Gyan.FFmpeg 1>&2
where npm >nul 2>nul || (echo error SET03: Node.js with npm is not installed. Install it: winget install OpenJS.NodeJS.LTS 1>&2 & exit /b 10)
if not exist "%root%artifacts" mkdir "%root%artifacts"
set "DOTNET_NOLOGO=1"
fc /b "%root%core\OnnxRuntime\package-lock.json" "%root%core\OnnxRuntime\node_modules\.installed-lock.json" >nul 2>nul && goto build
echo a2f: installing from npm: ONNX Runtime ... 1>&2
call npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "%root%core\OnnxRuntime" 1>&2
if errorlevel 1 (echo error SET05: npm could not install ONNX Runtime. Mend what npm says above, then run again. 1>&2 & exit /b 10)
copy /y "%root%core\OnnxRuntime\package-lock.json" "%root%core\OnnxRuntime\node_modules\.installed-lock.json" >nul
:build
echo a2f: building the program ... 1>&2
dotnet build "%root%Program.slnf" -c Release --disable-build-servers -v quiet 1>&2
if errorlevel 1 (echo error SET06: The build failed. Mend what the compiler or NuGet says above, then run again. 1>&2 & exit /b 10)
>"%root%artifacts\built-from" echo %now%
:run
dotnet "%root%artifacts\a2f\a2f.dll" %*
exit /b %errorlevel%
