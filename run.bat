@echo off
chcp 65001 >nul
setlocal
set PYTHONUTF8=1
title Thi Đua Desktop

rem From here on names of files mean what they meant where this was called.
set "CALLED=%CD%"
rem pushd, not cd: a folder on the network is lent a drive letter.
pushd "%~dp0" || (echo Không mở được thư mục chương trình. & pause & exit /b 1)
if not exist .ci\setup.py echo Thiếu tệp của chương trình. Hãy giải nén toàn bộ tệp ZIP ra một thư mục rồi chạy lại run.bat ở đó. & pause & exit /b 2

set "PY="
set "FOUND="
call :try py -3
if not defined PY call :try python
if not defined PY call :try python3
if not defined FOUND echo Máy chưa có Python 3.11 trở lên. Hãy cài Python (bản Windows installer 64-bit) từ python.org rồi chạy lại tệp này. & pause & exit /b 3
if not defined PY echo Python trên máy là bản 32-bit hoặc ARM, chương trình không dùng được. Hãy cài thêm bản Windows installer 64-bit từ python.org rồi chạy lại tệp này. & pause & exit /b 3

echo Đang chuẩn bị chương trình. Lần đầu phải tải khoảng 150 MB, có thể mất vài phút...
%PY% .ci\setup.py core
set "RESULT=%ERRORLEVEL%"
if "%RESULT%"=="4" echo Không tạo được môi trường Python trong thư mục .venv. Hãy kiểm tra quyền ghi vào thư mục này.
if "%RESULT%"=="5" echo Không cài được các thư viện. Hãy kiểm tra kết nối mạng rồi chạy lại; chỉ lần đầu mới cần mạng.
if not "%RESULT%"=="0" pause & exit /b %RESULT%

start "" /D "%CALLED%" "%CD%\.venv\Scripts\pythonw.exe" "%CD%\main.py" %*
exit /b 0

:try
%* -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>&1 || exit /b 0
set "FOUND=1"
rem The libraries exist for 64-bit x86 only; Windows on ARM runs that Python too.
%* -c "import sys, sysconfig; sys.exit(sysconfig.get_platform() != 'win-amd64')" >nul 2>&1 && set "PY=%*"
exit /b 0
